// What was typed survives a refusal, a lost session and a closed page, in this tab only (sessionStorage):
// forms with data-keep="<key>". Passwords, files and hidden fields are never kept. Signing out forgets everything.
const PREFIX = "kept:";
const SENT = "kept-sent";

const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.name && !["password", "file", "hidden", "submit"].includes(field.type));

const read = (form) =>
  fieldsOf(form).map((field) => [field.name, field.value, field.type === "checkbox" || field.type === "radio" ? field.checked : null]);

function write(form, values) {
  for (const [name, value, checked] of values)
    for (const field of fieldsOf(form).filter((one) => one.name === name)) {
      if (checked === null) field.value = value;
      else if (field.value === value) field.checked = checked;
    }
}

function owner() {
  return document.querySelector(".x-person-text")?.textContent.trim() ?? "";
}

function tellRestored(form, key, before) {
  const note = document.createElement("div");
  note.className = "x-note info";
  note.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = "已恢复上次没有保存的内容。";
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "x-link";
  drop.textContent = "不要恢复";
  drop.addEventListener("click", () => {
    sessionStorage.removeItem(PREFIX + key);
    write(form, before);
    note.remove();
  });
  note.append(text, drop);
  form.prepend(note);
}

function keep(form) {
  const key = form.dataset.keep;
  const kept = JSON.parse(sessionStorage.getItem(PREFIX + key) ?? "null");
  const refused = form.querySelector("[data-errors]");
  if (kept && kept.owner === owner() && !refused) {
    const before = read(form);
    if (JSON.stringify(before) !== JSON.stringify(kept.values)) {
      write(form, kept.values);
      tellRestored(form, key, before);
    }
  }
  form.addEventListener("input", () =>
    sessionStorage.setItem(PREFIX + key, JSON.stringify({ owner: owner(), values: read(form) })),
  );
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
}

/** Keep every form of this page; drop what was sent and accepted (the answer is a page without that form). */
function keepTyping() {
  const forms = [...document.querySelectorAll("form[data-keep]")];
  const sent = sessionStorage.getItem(SENT);
  // Sign-in and error pages are no acceptance.
  if (sent && !document.body.classList.contains("x-bare")) {
    if (!forms.some((form) => form.dataset.keep === sent)) sessionStorage.removeItem(PREFIX + sent);
    sessionStorage.removeItem(SENT);
  }
  forms.forEach(keep);
}

/** Forget everything typed in this tab. */
function forgetTyping() {
  sessionStorage.clear();
}

document.addEventListener("submit", (event) => event.target.matches("[data-forget]") && forgetTyping());
keepTyping();
