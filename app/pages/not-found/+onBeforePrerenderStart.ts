import { perLanguage } from '../../addresses.ts'

export default perLanguage((code) => `/${code}/404/`)
