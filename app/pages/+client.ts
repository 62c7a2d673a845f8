import { defineWidgetElement } from '../../components/widget/element.ts'
import { keepPlaceInOtherLanguage, preferLanguage } from '../shell/client/language.ts'
import { lightTerms } from '../shell/client/terms.ts'
import { themeButton } from '../shell/client/theme.ts'

defineWidgetElement()
themeButton()
preferLanguage()
keepPlaceInOtherLanguage()
lightTerms()
