function showTheme() {
  try {
    const theme = localStorage.getItem("hubbub.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  } catch {
    // Closed: the system's choice holds.
  }
}
showTheme();
// Another tab has chosen.
addEventListener("storage", showTheme);
