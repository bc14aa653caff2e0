"use strict";

// The box that Django's autocomplete draws has no name for a screen reader while nothing is chosen.
// Once something is, its own script puts the choice in the same attribute.
function nameBoxes() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = document.getElementById(`select2-${select.id}-container`);
    if (label && box && !box.title) {
      box.title = label.textContent.trim();
    }
  }
}

// After Django's own scripts, which wait for the same moment.
if (window.django?.jQuery) {
  window.django.jQuery(nameBoxes);
  document.addEventListener("formset:added", () => window.setTimeout(nameBoxes));
}

// The picture beside the search box of a list of choices says something, so it has a role that may.
function namePictures() {
  for (const icon of document.querySelectorAll(".search-label-icon[aria-label]:not([role])")) {
    icon.setAttribute("role", "img");
  }
}

window.addEventListener("load", () => window.setTimeout(namePictures));
