// The elements of Material Web, which are published as modules.
import '@material/web/all.js';
