import { languageCodes } from '../../../components/languages.ts'
import { widgets } from '../../../components/widget/registry.ts'

export default () =>
  languageCodes.flatMap((code) => widgets.map(({ id }) => `/${code}/embed/${id}/`))
