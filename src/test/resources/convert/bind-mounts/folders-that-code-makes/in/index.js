const LOCALES = path.join(__dirname, "locales");
if (!fs.existsSync(LOCALES)) fs.mkdirSync(LOCALES);
fs.mkdirSync(path.join(__dirname, "public"), { recursive: true });
fs.mkdirSync(path.join(__dirname, "receipts"), { recursive: true });
fs.mkdirSync(path.join(__dirname, "invoices"), { recursive: true });
const mediaFolder = "public";
