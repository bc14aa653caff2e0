/* Keeps what is typed in the profile form. Nothing is kept in the browser: what is not saved is in the fields. */
"use strict";

(() => {
  const form = document.querySelector("[data-autosave]");
  if (!form) return;
  const PAUSE = 1200; // after the last key
  const AT_MOST = 3500; // after the first key that is not saved
  const AGAIN = 5000; // after a failure
  const said = document.getElementById("bewaard");
  const between = document.getElementById("tussendoor");
  let timer = 0;
  let since = 0; // of the first change that is not saved; 0 when there is none
  let busy = false;
  let leaving = false;

  const say = (text) => { said.textContent = text; };
  const wait = (pause) => { window.clearTimeout(timer); timer = window.setTimeout(save, pause); };
  const changed = (event) => {
    // A word that is being typed means nothing yet: it is read once it is finished.
    if (event.type === "input" && event.target.name.endsWith("_woorden")) return;
    if (!event.target.name) return;
    const now = Date.now();
    since = since || now;
    say(form.dataset.waiting);
    wait(Math.max(0, Math.min(PAUSE, since + AT_MOST - now)));
  };

  const mark = (wrong) => {
    for (const each of form.querySelectorAll("[data-autosave-error]")) each.remove();
    for (const { anchor, text } of wrong || []) {
      const field = document.getElementById(anchor);
      if (!field) continue;
      const error = document.createElement("p");
      error.className = "explorer-field__error";
      error.dataset.autosaveError = "";
      error.setAttribute("role", "alert");
      error.textContent = text;
      if (field.matches("fieldset")) field.querySelector("legend").after(error);
      else field.before(error);
    }
  };
  const tell = (disputed) => {
    between.hidden = !disputed.length;
    between.replaceChildren(...disputed.map(({ text }) => {
      const line = document.createElement("p");
      line.textContent = text;
      return line;
    }));
  };
  const follow = (answer) => {
    if (answer.updated_at) form.elements.updated_at.value = answer.updated_at;
    if (answer.seen) form.elements.seen.value = answer.seen;
    for (const [name, text] of Object.entries(answer.left || {})) {
      if (form.elements[name] && document.activeElement !== form.elements[name]) form.elements[name].value = text;
    }
    for (const [id, html] of Object.entries(answer.parts || {})) {
      const part = document.getElementById(id);
      if (!part) continue;
      const wasFolded = id === "coach" && part.querySelector("[data-coach]:not([open])");
      part.innerHTML = html;
      if (wasFolded) part.querySelector("[data-coach]").open = false;
      if (window.htmx) window.htmx.process(part);
    }
    mark(answer.wrong);
    if (answer.disputed) tell(answer.disputed);
  };

  async function save() {
    if (busy || leaving) return;
    busy = true;
    const started = since;
    since = 0;
    say(form.dataset.saving);
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), redirect: "manual", headers: { Accept: "application/json" },
      });
      if (response.type === "opaqueredirect" || response.status === 403) {
        // Logged out: the form itself rescues what was typed.
        since = started;
        say(form.dataset.session);
        return;
      }
      const answer = await response.json();
      follow(answer);
      if (response.ok) say(answer.wrong.length ? answer.wrong[0].text : answer.saved);
      else say(answer.error || answer.wrong[0].text);
    } catch {
      since = since || started;
      say(form.dataset.offline);
      wait(AGAIN);
      return;
    } finally {
      busy = false;
    }
    if (since) wait(PAUSE);
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  window.addEventListener("online", () => { if (since) wait(0); });
  // A link or another form of the page waits until what is typed is saved.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!since || !link || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.origin !== window.location.origin || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    window.clearTimeout(timer);
    save().then(() => { window.location.assign(link.href); });
  });
  document.addEventListener("submit", (event) => {
    if (!since || event.target === form || event.defaultPrevented) return;
    event.preventDefault();
    window.clearTimeout(timer);
    const { target, submitter } = event;
    save().then(() => { since = 0; target.requestSubmit(submitter); });
  });
  form.addEventListener("submit", () => { leaving = true; window.clearTimeout(timer); });
  // Another button or link of the page: what is typed goes first.
  const flush = () => {
    if (!since || leaving) return;
    const data = new FormData(form);
    since = 0;
    navigator.sendBeacon(form.dataset.autosave, data);
  };
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });
  window.addEventListener("pagehide", flush);
  window.addEventListener("beforeunload", (event) => {
    if (!since || leaving || navigator.onLine) return;
    event.preventDefault();
  });
})();
