import { defineIsland } from '../../components/island.ts'
import {
  keepPlaceInOtherLanguage,
  preferLanguage,
  speakOneLanguage,
} from '../shell/client/language.ts'
import { reachableScrollers } from '../shell/client/scrollers.ts'
import { lightTerms } from '../shell/client/terms.ts'
import { themeButton } from '../shell/client/theme.ts'

// Which chunk holds which widget or chapter is a long list; only a page that wakes one needs it.
const islands = () => import('../shell/client/islands.ts')

defineIsland('course-widget', async (element) => (await islands()).wakeWidget(element))
defineIsland('course-exercise', async (element) => (await islands()).wakeExercise(element))
themeButton()
preferLanguage()
speakOneLanguage()
keepPlaceInOtherLanguage()
lightTerms()
reachableScrollers()
