// Before the first paint, so that a stored choice does not flash. A file of its own: the page allows no inline script.
function showTheme() {
  try {
    const theme = localStorage.getItem("hubbub.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  } catch {
    // Storage is closed to this page: the system's choice holds.
  }
}
showTheme();
// Another tab has chosen.
addEventListener("storage", showTheme);
