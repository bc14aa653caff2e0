/* What scripts make quicker on the public pages; each page works without. */
"use strict";

// Without an answer: say so, and take it back with the next one.
const offline = document.getElementById("offline");
const away = (isAway) => () => { offline.hidden = !isAway; };
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, away(true));
document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) offline.hidden = true; });
window.addEventListener("offline", away(true));
window.addEventListener("online", away(false));

// A word and one above it say the same twice: ticking one clears the other.
const above = (box) => {
  const found = [];
  for (let one = box; one && one.dataset.under; found.push(one)) one = document.getElementById(one.dataset.under);
  return found.filter(Boolean);
};
document.addEventListener("change", (event) => {
  const box = event.target;
  if (!box.matches("input[type=checkbox]") || !box.checked) return;
  for (const one of above(box)) one.checked = false;
  for (const one of document.querySelectorAll("input[type=checkbox][data-under]:checked")) {
    if (above(one).includes(box)) one.checked = false;
  }
}, true);

// Suggestions are links: arrows go through them, Escape closes.
const close = (list) => { if (list) list.replaceChildren(); };
document.addEventListener("keydown", (event) => {
  const field = event.target.closest("[data-suggest]");
  const list = field ? document.getElementById(field.dataset.suggest) : event.target.closest(".explorer-suggest");
  if (!list) return;
  const links = [...list.querySelectorAll("a")];
  const box = field || document.querySelector(`[data-suggest="${list.id}"]`);
  const at = links.indexOf(document.activeElement);
  if (event.key === "Escape") { close(list); box.focus(); }
  if (!links.length || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  (next < 0 ? box : links[Math.min(next, links.length - 1)]).focus();
});
document.addEventListener("focusin", (event) => {
  for (const list of document.querySelectorAll(".explorer-suggest")) {
    if (!list.contains(event.target) && event.target.dataset.suggest !== list.id) close(list);
  }
});
// On a phone the button below the filters closes their sheet and leads to what was found.
document.addEventListener("submit", (event) => {
  const sheet = event.target.closest(".explorer-drawer[open]");
  if (!sheet || !window.matchMedia("(max-width: 61.99rem)").matches) return;
  sheet.open = false;
  document.addEventListener("htmx:afterSettle", () => {
    const results = document.getElementById("resultaten");
    results.focus();
    results.scrollIntoView();
  }, { once: true });
});
document.addEventListener("submit", () => document.querySelectorAll(".explorer-suggest").forEach(close));

// What suggests words and answers a tick at once is fetched when a visitor comes near the form: a first
// visit need not wait for it. What was typed or ticked meanwhile is told again.
let isFetched = false;
const fetchScript = (event) => {
  const form = event.target.closest("[data-script]");
  if (!form || isFetched || document.readyState !== "complete") return;
  isFetched = true;
  const script = document.createElement("script");
  script.src = form.dataset.script;
  const missed = new Map();
  const keep = (changed) => missed.set(changed.target, changed.type);
  const names = ["input", "change"];
  for (const name of names) form.addEventListener(name, keep);
  const done = () => { for (const name of names) form.removeEventListener(name, keep); };
  script.addEventListener("load", () => {
    done();
    for (const [field, name] of missed) field.dispatchEvent(new Event(name, { bubbles: true }));
  });
  // Without a connection it comes with the next touch.
  script.addEventListener("error", () => { done(); isFetched = false; offline.hidden = false; });
  document.head.append(script);
};
for (const name of ["focusin", "pointerover"]) document.addEventListener(name, fetchScript);
// Searches that the script put into the history, where it is not there to show them again.
window.addEventListener("popstate", (event) => { if (event.state?.htmx && !window.htmx) window.location.reload(); });

// Buttons that only a script can serve.
for (const button of document.querySelectorAll("[data-print], [data-copy]")) button.hidden = false;
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-print], [data-copy]");
  if (!button) return;
  if (button.matches("[data-print]")) return window.print();
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  button.lastChild.textContent = ` ${button.dataset.copied}`;
});
