export default '/@language/embed/@widget'
