/**
 * Names for the ordinary students. No two of them share both surnames until every pair is used up, so that nobody looks like
 * somebody else by chance: likeness is left to the special cases.
 */

const FIRST =
  'Adriana Bruno Carlota Darío Elvira Fermín Gala Hugo Irene Jorge Katia Leandro Maitane Néstor Olalla Pelayo Queralt Rodrigo Sabela Tomás Úrsula Víctor Wanda Xabier Yolanda Zacarías Begoña Ciro Delfina Emilio Fabiola Guillermo Helga Iván Jimena Kepa Lorena Mauro Noelia Oriol Paloma Quim Rocío Saúl Teresa Unai Vega Walter Ximena Yago'.split(
    ' ',
  );

const LAST =
  'Abascal Barrientos Cifuentes Domènech Echegaray Figueroa Garmendia Hinojosa Iturralde Jáuregui Karp Lizarraga Mondéjar Nogueira Ochotorena Peñalver Quesada Ribadulla Solórzano Txurruka Ubago Villalobos Wandosell Ximénez Yepes Zubizarreta Albornoz Bustamante Calahorra Delibes Escudero Fontcuberta Gutiérrez Hermoso Ibargüen Jordán Labordeta Maldonado Navascués Olivenza Pizarro Quintanilla Rebolledo Sepúlveda Tejedor Urrutia Valderrama Yáñez Zorrilla Azcona Belmonte Castelló Dorronsoro Espronceda Feijóo Goyeneche Huidobro Izaguirre Junquera Lujambio Mercader Núñez Ordóñez Palacios Quevedo Roldán Santillana Torrent Uceda Vizcaíno Xirau Zabaleta Alfonsín Borrego Cotarelo Duque Estébanez Fuster Gamarra Huguet Illescas Jarque Lombardero Mújica Narbona Oteiza Puigdomènech Riquelme Sarmiento Tordesillas Unzueta Verdaguer Yllera Zúñiga Aramburu Briones Cuadrado'.split(
    ' ',
  );

const PAIRS = (LAST.length * (LAST.length - 1)) / 2;
// Coprime with the number of pairs (a prime larger than every surname list), so that every pair comes once before any comes twice.
const STRIDE = 104_729;

export interface SchoolName {
  readonly firstName: string;
  readonly lastName: string;
  /** The name as it stands in an address: lower case, no accents. */
  readonly mailbox: string;
}

/** The name of the ordinary person number `index`. */
export function nameOf(index: number): SchoolName {
  const round = Math.floor(index / PAIRS);
  let pair = (index * STRIDE) % PAIRS;
  let a = 0;
  while (pair >= LAST.length - 1 - a) {
    pair -= LAST.length - 1 - a;
    a += 1;
  }
  const firstName = FIRST[(index * 7 + round * 11) % FIRST.length] ?? '';
  const [one, two] = [LAST[a] ?? '', LAST[a + 1 + pair] ?? ''];
  const lastName = index % 2 === 0 ? `${one} ${two}` : `${two} ${one}`;
  const mailbox = `${firstName}.${lastName.replace(' ', '.')}`;
  return { firstName, lastName, mailbox: plain(round === 0 ? mailbox : `${mailbox}.${round + 1}`) };
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const TAX_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** A Spanish personal tax number with its right check letter. */
export function taxIdOf(number: number): string {
  return `${String(number).padStart(8, '0')}${TAX_LETTERS.charAt(number % 23)}`;
}
