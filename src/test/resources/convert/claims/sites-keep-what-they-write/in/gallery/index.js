save("pictures/uploads/" + name)
