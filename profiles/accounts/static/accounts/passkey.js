/* A passkey is the one thing that needs a script: the browser asks the device, and the form carries its answer. */
"use strict";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.webauthnJSON || !window.webauthnJSON.supported()) continue;
  form.hidden = false;
  const failed = form.querySelector("[data-passkey-failed]");
  const data = JSON.parse(document.getElementById("passkey-data").textContent);
  form.querySelector("[data-passkey-start]").addEventListener("click", async () => {
    failed.hidden = true;
    try {
      const answer = form.dataset.passkey === "create"
        ? await window.webauthnJSON.create(data.creation_options)
        : await window.webauthnJSON.get(data.request_options);
      form.querySelector("input[name=credential]").value = JSON.stringify(answer);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
