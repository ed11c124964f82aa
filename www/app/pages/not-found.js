import { setUpPage } from '../header.js';

setUpPage();
