// The page: every call goes to the gateway, and text from others only ever becomes text.
let session = "";

async function call(method, path, body) {
  const headers = {"Content-Type": "application/json"};
  if (session) headers.Authorization = `Bearer ${session}`;
  const response = await fetch(gateway + path, {method, headers, body: body && JSON.stringify(body)});
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

function list(id, rows, text, action) {
  document.getElementById(id).replaceChildren(...rows.map((row) => {
    const item = document.createElement("li");
    item.textContent = text(row);
    if (action) item.append(" ", action(row));
    return item;
  }));
}

async function show() {
  const [user, orders, payments] = await Promise.all(
      [call("GET", "/users/me"), call("GET", "/orders"), call("GET", "/payments")]);
  document.getElementById("login").hidden = true;
  document.querySelector("main").hidden = false;
  document.querySelector("#profile [name=city]").value = user.city ?? "";
  list("orders", orders, (order) => `${order.quantity} × ${order.item}`, (order) => {
    const button = document.createElement("button");
    button.textContent = "Pay 10.00";
    button.onclick = () => attempt(() => call("POST", "/payments", {order: order.id, cents: 1000}));
    return button;
  });
  list("payments", payments, (payment) => `${(payment.cents / 100).toFixed(2)} for order ${payment.order}`);
}

async function attempt(action) {
  const message = document.getElementById("message");
  try {
    message.textContent = "";
    await action();
    if (session) await show();
  } catch (error) {
    message.textContent = error.message;
  }
}

function onSubmit(id, action) {
  document.getElementById(id).addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    attempt(() => action(fields, event.submitter));
  });
}

onSubmit("login", async (fields, button) => {
  if (button.value === "register") await call("POST", "/auth/register", fields);
  session = (await call("POST", "/auth/login", fields)).token;
});
onSubmit("profile", (fields) => call("PUT", "/users/me", fields));
onSubmit("order", (fields) => call("POST", "/orders", {item: fields.item, quantity: Number(fields.quantity)}));
