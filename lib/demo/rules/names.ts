import type { Draw } from "./draw";

const firstNames =
  "Anna Ben Carla David Elif Finn Greta Hannes Ida Jakob Katja Lukas Marie Nils Olga Paul Rosa Simon Tarek Ulla Viktor Wiebke Yasemin Zoe Amir Birgit Christoph Dilara Emil Frieda Georg Helga Ivan Jana Kerem Lena Matthias Nadine Oskar Petra Rainer Sabine Thomas Ute Volker Wanda Xenia Andrea Bernd Claudia Dieter Erika Florian Gisela Holger Ingrid Jens Karin Leon Mehmet Nora Ole Pia Robert Silke Timo Ursula Werner".split(
    " ",
  );
const lastNames =
  "Ahrens Bachmann Celik Dierks Ebert Falk Gehrke Hagedorn Ibrahim Jansen Kellermann Lindemann Mertens Nowak Ohlsen Petri Quandt Reuter Sauer Thiele Uhlig Vogt Wegner Yildiz Zander Albers Brinkmann Conrad Demirci Engel Freitag Gruber Hartwig Issing Jacobi Kowalski Lorch Maurer Naumann Oberle Pfeiffer Rademacher Seidel Tietz Unger Vollmer Westphal Zimmer Arnold Beyer Clausen Dorn Eggers Franke Giese Hoyer Jung Krause Lutz Moser Neubert Otte Paulsen Richter Stamm Trapp Ulrich Voss Wirth".split(
    " ",
  );
const trades =
  "Bäckerei Tischlerei Autohaus Kanzlei Praxis Apotheke Gärtnerei Malerbetrieb Buchhandlung Fahrradladen Hotel Gasthaus Steuerbüro Druckerei Optik Elektro Fahrschule Friseur Weinhandel Metallbau".split(
    " ",
  );
const forms = ["GmbH", "KG", "e. K.", "OHG", "& Söhne", "GbR"];

export type Named = { name: string; local: string };

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

export function personName(draw: Draw): Named {
  const [first, last] = [draw.pick(firstNames), draw.pick(lastNames)];
  return { name: `${first} ${last}`, local: `${plain(first)}.${plain(last)}` };
}

/** Young families sign together now and then. */
export function familyName(draw: Draw): Named {
  const [one, other] = [draw.pick(lastNames), draw.pick(lastNames)];
  const name = draw.chance(0.3) && one !== other ? `${one}-${other}` : one;
  return draw.chance(0.55) ? personName(draw) : { name: `Familie ${name}`, local: `familie.${plain(name)}` };
}

export function companyName(draw: Draw): Named {
  const name = `${draw.pick(trades)} ${draw.pick(lastNames)} ${draw.pick(forms)}`;
  return { name, local: `buero.${plain(name)}` };
}

/** Addresses end in .example: no mail ever leaves. */
export const mailAddress = ({ local }: Named, n: number): string => `${local}.${n}@post.example`;

/** Only numbers that are reserved for media, so that no call reaches anybody. */
const ranges: [prefix: string, digits: number][] = [
  ["030 23125 ", 3],
  ["069 90009 ", 3],
  ["040 66969 ", 3],
  ["0221 4710 ", 3],
  ["089 99998 ", 3],
  ["0171 39200 ", 2],
  ["0176 04069 0", 2],
];

/** Every reserved number once, but those that are taken. */
export function phoneNumbers(taken: readonly string[]): string[] {
  const all = ranges.flatMap(([prefix, digits]) =>
    Array.from({ length: 10 ** digits }, (_, n) => `${prefix}${String(n).padStart(digits, "0")}`),
  );
  return all.filter((number) => !taken.includes(number));
}
