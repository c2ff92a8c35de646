/** The names that HTML has for characters. Source: HTML Standard, https://html.spec.whatwg.org/multipage/named-characters.html */

/** Signs of ASCII, Latin-1, Latin Extended-A, Cyrillic, and whatever else HTML 4 named: the code of the first of a row, then the names of each. */
const rows = `
#33 excl quot/QUOT num dollar percnt amp/AMP apos lpar rpar ast/midast plus comma #46 period sol #58 colon semi
lt/LT equals gt/GT quest commat #91 lsqb/lbrack bsol rsqb/rbrack Hat lowbar/UnderBar grave/DiacriticalGrave
#123 lcub/lbrace vert/verbar/VerticalLine rcub/rbrace #160 nbsp/NonBreakingSpace iexcl cent pound curren yen
brvbar sect uml/Dot/die/DoubleDot copy/COPY ordf laquo not shy reg/REG/circledR macr/strns deg
plusmn/pm/PlusMinus sup2 sup3 acute/DiacriticalAcute micro para middot/CenterDot/centerdot cedil/Cedilla sup1
ordm raquo frac14 frac12/half frac34 iquest Agrave Aacute Acirc Atilde Auml Aring/angst AElig Ccedil Egrave
Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc
euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide/div oslash ugrave uacute ucirc
uuml yacute thorn yuml Amacr amacr Abreve abreve Aogon aogon Cacute cacute Ccirc ccirc Cdot cdot Ccaron ccaron
Dcaron dcaron Dstrok dstrok Emacr emacr #278 Edot edot Eogon eogon Ecaron ecaron Gcirc gcirc Gbreve gbreve Gdot
gdot Gcedil #292 Hcirc hcirc Hstrok hstrok Itilde itilde Imacr imacr #302 Iogon iogon Idot imath/inodot IJlig
ijlig Jcirc jcirc Kcedil kcedil kgreen Lacute lacute Lcedil lcedil Lcaron lcaron Lmidot lmidot Lstrok lstrok
Nacute nacute Ncedil ncedil Ncaron ncaron napos ENG eng Omacr omacr #336 Odblac odblac OElig oelig Racute
racute Rcedil rcedil Rcaron rcaron Sacute sacute Scirc scirc Scedil scedil Scaron scaron Tcedil tcedil Tcaron
tcaron Tstrok tstrok Utilde utilde Umacr umacr Ubreve ubreve Uring uring Udblac udblac Uogon uogon Wcirc wcirc
Ycirc ycirc Yuml Zacute zacute Zdot zdot Zcaron zcaron #402 fnof #437 imped #501 gacute #567 jmath #710 circ
Hacek/caron #728 Breve/breve dot/DiacriticalDot ring ogon tilde/DiacriticalTilde dblac/DiacriticalDoubleAcute
#785 DownBreve #913 Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho
#931 Sigma Tau Upsilon Phi Chi Psi Omega/ohm #945 alpha beta gamma delta epsilon/epsi zeta eta theta iota kappa
lambda mu nu xi omicron pi rho sigmaf/sigmav/varsigma sigma tau upsilon/upsi phi chi psi omega #977
thetasym/thetav/vartheta upsih/Upsi #981 phiv/varphi/straightphi piv/varpi #988 Gammad gammad/digamma #1008
kappav/varkappa rhov/varrho #1013 epsiv/varepsilon/straightepsilon bepsi/backepsilon #1025 IOcy DJcy GJcy Jukcy
DScy Iukcy YIcy Jsercy LJcy NJcy TSHcy KJcy #1038 Ubrcy DZcy Acy Bcy Vcy Gcy Dcy IEcy ZHcy Zcy Icy Jcy Kcy Lcy
Mcy Ncy Ocy Pcy Rcy Scy Tcy Ucy Fcy KHcy TScy CHcy SHcy SHCHcy HARDcy Ycy SOFTcy Ecy YUcy YAcy acy bcy vcy gcy
dcy iecy zhcy zcy icy jcy kcy lcy mcy ncy ocy pcy rcy scy tcy ucy fcy khcy tscy chcy shcy shchcy hardcy ycy
softcy ecy yucy yacy #1105 iocy djcy gjcy jukcy dscy iukcy yicy jsercy ljcy njcy tshcy kjcy #1118 ubrcy dzcy
#8194 ensp emsp #8201 thinsp/ThinSpace #8204 zwnj zwj lrm rlm #8211 ndash mdash #8216 lsquo/OpenCurlyQuote
rsquo/rsquor/CloseCurlyQuote sbquo/lsquor #8220 ldquo/OpenCurlyDoubleQuote rdquo/rdquor/CloseCurlyDoubleQuote
bdquo/ldquor #8224 dagger Dagger/ddagger bull/bullet #8230 hellip/mldr #8240 permil #8242 prime Prime #8249
lsaquo rsaquo #8254 oline/OverBar #8260 frasl #8364 euro #8465 image/Im/Ifr/imagpart #8470 numero #8472
weierp/wp #8476 real/Re/Rfr/realpart #8482 trade/TRADE #8501 alefsym/aleph #8592
larr/slarr/LeftArrow/leftarrow/ShortLeftArrow uarr/UpArrow/uparrow/ShortUpArrow
rarr/srarr/RightArrow/rightarrow/ShortRightArrow darr/DownArrow/downarrow/ShortDownArrow
harr/LeftRightArrow/leftrightarrow #8629 crarr #8656 lArr/Leftarrow/DoubleLeftArrow uArr/Uparrow/DoubleUpArrow
rArr/Implies/Rightarrow/DoubleRightArrow dArr/Downarrow/DoubleDownArrow
hArr/iff/Leftrightarrow/DoubleLeftRightArrow #8704 forall/ForAll #8706 part/PartialD exist/Exists #8709
empty/emptyv/emptyset/varnothing #8711 nabla/Del isin/in/isinv/Element notin/notinva/NotElement #8715
ni/niv/SuchThat/ReverseElement #8719 prod/Product #8721 sum/Sum minus #8727 lowast #8730 radic/Sqrt #8733
prop/vprop/propto/varpropto/Proportional infin #8736 ang/angle #8743 and/wedge or/vee cap cup int/Integral
#8756 there4/Therefore/therefore #8764 sim/Tilde/thksim/thicksim #8773 cong/TildeFullEqual #8776
asymp/ap/thkap/approx/TildeTilde/thickapprox #8800 ne/NotEqual equiv/Congruent #8804 le/leq ge/geq/GreaterEqual
#8834 sub/subset sup/supset/Superset nsub #8838 sube/subseteq/SubsetEqual supe/supseteq/SupersetEqual #8853
oplus/CirclePlus #8855 otimes/CircleTimes #8869 perp/bot/UpTee/bottom #8901 sdot #8968 lceil/LeftCeiling
rceil/RightCeiling lfloor/LeftFloor rfloor/RightFloor #9674 loz/lozenge #9824 spades/spadesuit #9827
clubs/clubsuit #9829 hearts/heartsuit diams/diamondsuit
`;

const known = new Map<number, readonly string[]>();

for (const row of rows.split('#').slice(1)) {
	const [first, ...characters] = row.trim().split(/\s+/);
	for (const [index, names] of characters.entries())
		known.set(Number(first) + index, names.split('/'));
}

/** @returns the names of a character, without `&` and `;` */
export const entityNames = (code: number): readonly string[] => known.get(code) ?? [];

/** Whether browsers take the names of a character without their semicolon. */
export const isOldEntity = (code: number): boolean =>
	[0x22, 0x26, 0x3c, 0x3e].includes(code) || (code >= 0xa0 && code <= 0xff);
