def reset(user):
    user.mail()
