export default '/@language/@chapter'
