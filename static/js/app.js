// What every page may need. Each part works on data- attributes and does nothing where they are absent;
// pages stay usable without any of it.
const phone = window.matchMedia("(max-width: 820px)");
const on = (root, event, selector, handle) =>
  root.addEventListener(event, (happening) => {
    const found = happening.target.closest?.(selector);
    if (found) handle(found, happening);
  });

function shortcuts() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const field = document.querySelector("[data-search]");
      if (field?.offsetParent) {
        event.preventDefault();
        field.focus();
        field.select();
      }
    }
    if (event.key === "Escape") closeMenus(event);
  });
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details[data-menu][open], details.x-more[open]")) {
    if (event.type === "click" && menu.contains(event.target)) continue;
    menu.open = false;
    if (event.type === "keydown" && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
}

function sideNavigation() {
  const side = document.getElementById("side");
  const opener = document.querySelector("[data-side-open]");
  if (!side || !opener) return;
  opener.setAttribute("role", "button");
  const show = (open) => {
    side.classList.toggle("open", open);
    opener.setAttribute("aria-expanded", String(open));
    if (open) side.querySelector("a").focus();
    else opener.focus();
  };
  opener.setAttribute("aria-expanded", "false");
  on(document, "click", "[data-side-open]", (_, event) => (event.preventDefault(), show(true)));
  on(document, "click", "[data-side-close]", (_, event) => (event.preventDefault(), show(false)));
  side.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(false);
    if (event.key === "Tab" && phone.matches) stayInside(side, event);
  });
}

function stayInside(box, event) {
  const stops = [...box.querySelectorAll("a[href], button")];
  const [first, last] = [stops[0], stops.at(-1)];
  if (event.shiftKey && document.activeElement === first) (event.preventDefault(), last.focus());
  else if (!event.shiftKey && document.activeElement === last) (event.preventDefault(), first.focus());
}

function dialogs() {
  on(document, "click", "[data-dialog]", (button) => document.getElementById(button.dataset.dialog)?.showModal());
  on(document, "click", "[data-dialog-close]", (button) => button.closest("dialog").close());
  // A click on the backdrop lands on the dialog itself.
  document.addEventListener("click", (event) => {
    if (event.target instanceof HTMLDialogElement && !event.target.querySelector("[data-stay]")) event.target.close();
  });
}

function chooseColumns() {
  const go = (columns) => {
    const address = new URL(window.location.href);
    for (const name of ["after", "before", "last"]) address.searchParams.delete(name);
    if (columns) address.searchParams.set("cols", columns);
    else address.searchParams.delete("cols");
    window.location.assign(address);
  };
  on(document, "submit", "[data-columns]", (form) => {
    go([...form.querySelectorAll("input:checked")].map((box) => box.value).join(","));
  });
  on(document, "click", "[data-columns-reset]", () => go(""));
}

function filterBar() {
  on(document, "click", "[data-fold]", (button) => {
    const open = document.getElementById(button.getAttribute("aria-controls")).classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });
  // Empty fields would only lengthen the address.
  on(document, "submit", "[data-filter]", (form) => {
    for (const field of form.elements) if (field.name && !field.value && !("always" in field.dataset)) field.disabled = true;
  });
  on(document, "change", "[data-filter] select", (select) => {
    if (!phone.matches && !select.closest(".x-more")) select.form.requestSubmit();
  });
  window.addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("[data-filter] :disabled")) field.disabled = false;
  });
}

// Tick boxes of a list; [data-ticked] elements tell how many, [data-needs-ticks] wait for the first one.
function ticks() {
  const boxes = () => [...document.querySelectorAll("input[name=ids]")];
  const count = () => {
    const all = boxes();
    const ticked = all.filter((box) => box.checked).length;
    const head = document.querySelector("[data-tick-all]");
    if (head) {
      head.checked = ticked > 0 && ticked === all.length;
      head.indeterminate = ticked > 0 && ticked < all.length;
    }
    for (const text of document.querySelectorAll("[data-ticked]")) text.textContent = ticked;
    for (const part of document.querySelectorAll("[data-needs-ticks]")) part.hidden = ticked === 0;
  };
  on(document, "change", "[data-tick-all]", (head) => {
    for (const box of boxes()) box.checked = head.checked;
    count();
  });
  on(document, "change", "input[name=ids]", count);
  count();
}

// On phones each value of a list stands behind its label.
function labelCells() {
  for (const table of document.querySelectorAll("table.x-list")) {
    const labels = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    for (const row of table.tBodies[0].rows)
      [...row.cells].forEach((cell, at) => labels[at] && (cell.dataset.label = labels[at]));
  }
}

// A button that was pressed shows after 100 ms that it works, and is not pressed twice.
function busyButtons() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => event.submitter?.setAttribute("aria-busy", "true"), 100);
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-busy=true]")) button.removeAttribute("aria-busy");
  });
}

/** Show a short message at the corner; kind is a badge class (ok, warn, late, info). */
function toast(text, kind = "info") {
  const note = document.createElement("div");
  note.className = `x-note ${kind}`;
  note.textContent = text;
  document.getElementById("toasts")?.append(note);
  setTimeout(() => note.remove(), 8000);
}

function fragments() {
  document.body.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 401 || status === 403) toast("登录已失效或无权进行，请刷新页面。", "late");
    else toast(`没有完成（${status}），请稍后再试。`, "late");
  });
  document.body.addEventListener("htmx:sendError", () => toast("连接不上服务器，请检查网络后再试。", "late"));
}

function meetingMode() {
  const root = document.documentElement;
  on(document, "click", "[data-meeting]", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen?.();
  });
  document.addEventListener("fullscreenchange", () => {
    root.classList.toggle("x-meeting", Boolean(document.fullscreenElement));
    window.dispatchEvent(new Event("resize"));
  });
  on(document, "click", "[data-print]", () => window.print());
}

function backLink() {
  const link = document.querySelector("[data-back]");
  if (!link || window.history.length < 2) return;
  link.hidden = false;
  link.addEventListener("click", (event) => (event.preventDefault(), window.history.back()));
}

document.addEventListener("click", closeMenus);
on(document, "click", "[data-close-note]", (button) => button.closest(".x-note").remove());
shortcuts();
sideNavigation();
dialogs();
chooseColumns();
filterBar();
labelCells();
ticks();
busyButtons();
fragments();
meetingMode();
backLink();
document.querySelector("[data-errors]")?.focus();
