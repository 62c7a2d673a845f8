export default '/@language/404'
