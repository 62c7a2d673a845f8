export default '/@language'
