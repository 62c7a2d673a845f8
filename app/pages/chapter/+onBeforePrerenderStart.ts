import { languageCodes } from '../../../components/languages.ts'
import { chapters } from '../../content.ts'

export default () =>
  languageCodes.flatMap((code) => chapters[code].map(({ slug }) => `/${code}/${slug}/`))
