export default '/@language/widgets'
