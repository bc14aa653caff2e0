/* Warns before a session ends for want of a click. Without script it ends all the same, and nothing typed is lost. */
"use strict";

const box = document.getElementById("idle");
if (box) {
  const SEEN = "register-seen";
  const minute = 60 * 1000;
  const limit = Number(box.dataset.minutes) * minute;
  const warn = limit - Number(box.dataset.warn) * minute;
  const seen = () => localStorage.setItem(SEEN, String(Date.now()));
  // Another tab may have been used meanwhile.
  const idle = () => Date.now() - Number(localStorage.getItem(SEEN) || Date.now());
  const show = () => {
    const over = idle() >= limit;
    box.hidden = idle() < warn;
    box.querySelector("[data-idle-soon]").hidden = over;
    box.querySelector("[data-idle-over]").hidden = !over;
    box.querySelector("[data-idle-stay]").hidden = over;
  };
  seen();
  // A part that the page sent counts as a click, one that it fetched does not; the server counts alike.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.detail.requestConfig.verb !== "get") seen();
  });
  box.querySelector("[data-idle-stay]").addEventListener("click", async () => {
    const answer = await fetch(box.dataset.alive, { redirect: "manual" });
    if (answer.status === 204) seen();
    show();
  });
  setInterval(show, 10 * 1000);
  document.addEventListener("visibilitychange", show);
}
