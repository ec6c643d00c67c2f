fs.mkdirSync(path.join(__dirname, "uploads"), { recursive: true });
