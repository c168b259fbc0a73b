// Before anything is painted: the colours that were chosen, so that nothing flashes. Without a choice the system decides.
(() => {
  try {
    const chosen = localStorage.getItem('fairlead.theme');
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  } catch {
    // A browser that keeps nothing: the system decides.
  }
})();
