// Runs before the first paint, so that no page flashes in the wrong theme. A file of its own and
// not a module: inline scripts are not allowed, and modules come too late.
;(function () {
  var root = document.documentElement
  var system = window.matchMedia('(prefers-color-scheme: dark)')
  var fixed = /[?&]theme=(light|dark)(&|$)/.exec(location.search)
  var choice = fixed ? fixed[1] : 'auto'
  try {
    if (!fixed) choice = localStorage.getItem('theme') || 'auto'
  } catch {
    // Storage is closed to us (private window, foreign frame): the system's theme will do.
  }
  if (choice !== 'light' && choice !== 'dark') choice = 'auto'
  function apply() {
    root.dataset.theme = choice === 'auto' ? (system.matches ? 'dark' : 'light') : choice
  }
  system.addEventListener('change', apply)
  apply()
  window.courseTheme = {
    get: function () {
      return choice
    },
    set: function (next) {
      choice = next
      apply()
      try {
        localStorage.setItem('theme', next)
      } catch {
        // Kept for this page only.
      }
    },
  }
})()
