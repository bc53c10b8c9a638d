// Runs before the first paint: style sheets hide what only scripts can open.
document.documentElement.classList.add("js");
