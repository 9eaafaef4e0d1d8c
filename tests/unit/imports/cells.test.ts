import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencyDigits } from "@/lib/format/money";
import { guessDelimiter } from "@/lib/imports/rules/guess-delimiter";
import { guessFormat } from "@/lib/imports/rules/guess-format";
import { momentReader } from "@/lib/imports/rules/moments";
import {
  decimalText,
  guessDecimalMark,
  parseDecimal,
  timesInMinorUnits,
  toMinorUnits,
} from "@/lib/imports/rules/numbers";
import { customerName, Refusal, readAmount, readCountry, readFlag } from "@/lib/imports/rules/read-field";
import { keyOfName } from "@/lib/imports/rules/read-rows";
import { compilePattern, keep } from "@/lib/imports/rules/safe-pattern";
import { localDay, parseMoment } from "@/lib/period/local-day";
import { csvRow } from "@/lib/sheets/csv-row";

const amount = (text: string, mark: "." | "," = ".", currency = "EUR") => {
  const read = readAmount(text, mark, currency);
  return read instanceof Refusal ? read.reason : read;
};

describe("amounts", () => {
  it("become minor units exactly", () => {
    expect(
      ["11.77", "0.1", "1,234.50", "-3", "(12.00)", "7-", "1'000", "+.5"].map((text) => amount(text)),
    ).toEqual(["1177", "10", "123450", "-300", "-1200", "-700", "100000", "50"]);
    expect(["1.234,56", "0,1", "12"].map((text) => amount(text, ","))).toEqual(["123456", "10", "1200"]);
    expect([amount("€ 1.50"), amount("1.50 EUR"), amount("$1.50")]).toEqual([
      "150",
      "150",
      "importNotANumber",
    ]);
    expect(amount("9007199254740.93")).toBe("900719925474093");
  });

  it("with more decimals than the currency has are refused, zeros at the end aside", () => {
    expect([
      amount("1.005"),
      amount("1.500"),
      amount("100.00", ".", "JPY"),
      amount("100.5", ".", "JPY"),
    ]).toEqual(["importTooManyDecimals", "150", "100", "importTooManyDecimals"]);
    expect([currencyDigits("EUR"), currencyDigits("JPY"), currencyDigits("TND")]).toEqual([2, 0, 3]);
  });

  it("that are none are refused", () => {
    for (const text of [
      "",
      "-",
      ".",
      "1,23,4.5",
      "1e3",
      "0x10",
      "1 2",
      "NaN",
      "--1",
      "-1-",
      "9".repeat(31),
    ]) {
      expect([text, parseDecimal(text, ".")]).toEqual([text, null]);
    }
    expect(amount("99999999999999")).toBe("importTooLarge");
  });

  it("of a line are quantity × price, rounded half up once", () => {
    const times = (quantity: string, price: string, exponent = 2) => {
      const [a, b] = [parseDecimal(quantity, "."), parseDecimal(price, ".")];
      return a && b ? timesInMinorUnits(a, b, exponent) : null;
    };
    expect([
      times("6", "2.55"),
      times("3", "0.335"),
      times("-3", "0.335"),
      times("1", "0.004"),
      times("2", "50", 0),
    ]).toEqual([1530n, 101n, -101n, 0n, 100n]);
  });

  it("are written back as they were", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.nat(9), (digits, decimals) => {
        const text = decimalText({ digits, decimals });
        const read = parseDecimal(text, ".");
        expect(read && read.digits * 10n ** BigInt(decimals)).toBe(
          digits * 10n ** BigInt(read?.decimals ?? 0),
        );
        if (decimals <= 2)
          expect(toMinorUnits({ digits, decimals }, 2)).toSatisfy(
            (minor) => minor === "tooLarge" || typeof minor === "bigint",
          );
      }),
    );
  });

  it("tell their decimal mark", () => {
    expect(guessDecimalMark(["1.234,56", "7,5"])).toBe(",");
    expect(guessDecimalMark(["1,234.56", "7"])).toBe(".");
    expect(guessDecimalMark([])).toBe(".");
  });
});

describe("moments", () => {
  const read = (format: string, text: string, zone = "Europe/Berlin", workspace = zone) =>
    momentReader(format, zone, workspace)(text);

  it("are read in the formats that files have", () => {
    const at = "2024-03-05T09:07:00.000Z";
    for (const [format, text] of [
      ["iso", "2024-03-05 10:07"],
      ["iso", "2024-03-05T10:07:00+01:00"],
      ["iso", "2024-03-05 04:07:00 -0500"],
      ["DD.MM.YYYY", "05.03.2024 10:07:00"],
      ["D.M.YYYY HH:mm", "5.3.2024 10:07"],
      ["MM/DD/YYYY", "3/5/2024 10:07 AM"],
      ["MM/DD/YYYY h:mm A", "03/05/2024 10:07 am"],
      ["YYYYMMDDHHmmss", "20240305100700"],
      ["D MMM YYYY", "5 März 2024 10:07"],
      ["excel", "45356.421527778"],
      ["unix", "1709629620"],
      ["unix", "1709629620000"],
    ] as const) {
      expect([text, read(format, text)]).toEqual([text, { at, day: "2024-03-05", dayOnly: false }]);
    }
    expect(read("YYYYMMDD", "19970101")).toEqual({
      at: "1996-12-31T23:00:00.000Z",
      day: "1997-01-01",
      dayOnly: true,
    });
    expect(read("excel", "45356")?.day).toBe("2024-03-05");
    expect(read("DD.MM.YY", "01.02.99")?.day).toBe("1999-02-01");
  });

  it("that do not exist are refused", () => {
    for (const text of [
      "2024-02-30",
      "2024-13-01",
      "2024-03-05 25:00",
      "2024-02-30T10:00:00Z",
      "2024-03-05T24:00:00Z",
      "2024-03-05T10:60:00.000Z",
      "2024-03-05T10:00:00.0x0Z",
      "1899-12-31",
      "2200-01-01",
      "2024-3-5x",
      "",
    ]) {
      expect([text, read("iso", text)]).toEqual([text, null]);
    }
    expect(read("YYYY", "2024")).toBeNull();
  });

  it("keep the local day of the workspace, whatever the file's time zone", () => {
    expect(read("iso", "2024-03-05 20:00", "America/New_York", "Europe/Berlin")).toEqual({
      at: "2024-03-06T01:00:00.000Z",
      day: "2024-03-06",
      dayOnly: false,
    });
    expect(read("iso", "2024-03-05", "America/New_York", "Europe/Berlin")).toEqual({
      at: "2024-03-04T23:00:00.000Z",
      day: "2024-03-05",
      dayOnly: true,
    });
  });

  it("agree with the calendar through all changes of the clock", () => {
    const zones = [
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kathmandu",
      "Australia/Lord_Howe",
      "Africa/Casablanca",
      "Pacific/Apia",
    ];
    const instant = fc.date({
      min: new Date("1950-01-01"),
      max: new Date("2100-01-01"),
      noInvalidDate: true,
    });
    for (const zone of zones) {
      const reader = momentReader("iso", "UTC", zone);
      fc.assert(
        fc.property(instant, (date) => {
          const text = date.toISOString();
          expect(reader(text)).toEqual({ at: text, day: localDay(date, zone), dayOnly: false });
        }),
        { numRuns: 200 },
      );
    }
    const berlin = momentReader("iso", "Europe/Berlin", "Europe/Berlin");
    // The hour that does not exist goes on, the hour that comes twice is the first one.
    expect(berlin("2024-03-31 02:30")?.at).toBe("2024-03-31T01:30:00.000Z");
    expect(berlin("2024-10-27 02:30")?.at).toBe("2024-10-27T00:30:00.000Z");
  });

  it("of the API mean the same", () => {
    const reader = momentReader("iso", "Europe/Berlin", "Europe/Berlin");
    for (const text of ["2024-02-29", "2024-03-31T00:30:00Z", "2024-06-01T12:00:00.123+05:30"]) {
      const moment = parseMoment(text, "Europe/Berlin");
      expect(reader(text)).toEqual(moment && { ...moment, at: moment.at.toISOString() });
    }
  });

  it("tell their format, unless day and month could be either", () => {
    expect(guessFormat(["2024-01-02", "2024-01-03 10:00"])).toBe("iso");
    expect(guessFormat(["19970101", "19970112"])).toBe("YYYYMMDD");
    expect(guessFormat(["01.02.2024"])).toBe("DD.MM.YYYY");
    expect(guessFormat(["13/02/2024", "01/02/2024"])).toBe("DD/MM/YYYY");
    expect(guessFormat(["02/13/2024", "01/02/2024"])).toBe("MM/DD/YYYY");
    expect(guessFormat(["01/02/2024", "03/04/2024"])).toBe("ambiguous");
    expect(guessFormat(["01/01/2024", "02/02/2024"])).toBe("DD/MM/YYYY");
    expect(guessFormat(["soon", "later"])).toBeNull();
    expect(guessFormat(["2024-01-02", "n/a", "2024-01-04"])).toBe("iso");
    expect(guessFormat([])).toBe("iso");
  });
});

describe("the delimiter", () => {
  it("is the one that cuts most lines alike", () => {
    expect(guessDelimiter("a;b\n1,5;2,5\n3,5;4,5\n", "\n")).toBe(";");
    expect(guessDelimiter('a,b\n"x;y;z",2\n"p;q",3\n', "\n")).toBe(",");
    expect(guessDelimiter("a\tb\n1\t2\n", "\n")).toBe("\t");
    expect(guessDelimiter("a|b|c\n1|2|3\n", "\n")).toBe("|");
    expect(guessDelimiter(" id  date  n\n 1 2 3\n 2 3 4\n", "\n")).toBe("whitespace");
    expect(guessDelimiter("only\none\n", "\n")).toBe(",");
    expect(guessDelimiter("sep=;\na,b;c\n", "\n")).toBe(";");
  });
});

describe("patterns", () => {
  it("keep their first group, or what they match", () => {
    const kept = (source: string, text: string) => {
      const pattern = compilePattern(source);
      return pattern ? keep(pattern, text) : "refused";
    };
    expect(kept("^(\\d+)(?:\\.0)?$", "17850.0")).toBe("17850");
    expect(kept("\\d+", "No 12 of 13")).toBe("12");
    expect(kept("^[A-Z]{2}-(\\w+)$", "DE-x9")).toBe("x9");
    expect(kept("^\\d+$", "x")).toBeNull();
    expect(kept("^C|^A", "A1")).toBe("A");
  });

  it("that could take for ever are refused", () => {
    for (const source of [
      "(a+)+$",
      "(a|a)*",
      "(.*)*",
      "^(\\d+)*$",
      "(?=a)",
      "a+b+c+",
      "^a*a*a*a*",
      `^${"a?".repeat(30)}$`,
      "(a",
      "[",
      "\\1",
      "x".repeat(201),
      "a{2}{3}",
    ]) {
      expect([source, compilePattern(source)]).toEqual([source, null]);
    }
  });

  it("are quick on whatever they are given", () => {
    const pattern = compilePattern("a*a*b");
    const begun = performance.now();
    for (let i = 0; i < 10; i++) expect(pattern && keep(pattern, "a".repeat(200))).toBeNull();
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(pattern && keep(pattern, `${"a".repeat(300)}b`)).toBeNull();
  });
});

describe("words of files", () => {
  it("have one meaning", () => {
    expect(["Yes", "1", "ja", "nein", "FALSE"].map(readFlag)).toEqual(["t", "t", "t", "f", "f"]);
    expect(readFlag("maybe")).toBeInstanceOf(Refusal);
    expect(["Germany", "deutschland", "de", "United Kingdom", "EIRE"].map(readCountry)).toEqual([
      "DE",
      "DE",
      "DE",
      "GB",
      "IE",
    ]);
    expect([readCountry("XQ"), readCountry("Unspecified")].map((read) => read instanceof Refusal)).toEqual([
      true,
      true,
    ]);
    expect([customerName("17850"), customerName("ext:17850")]).toEqual(["ext:17850", "ext:17850"]);
    expect(customerName("01A2003B-1EAA-78D5-8778-90B87EDE32DB")).toBe("01a2003b-1eaa-78d5-8778-90b87ede32db");
    expect(keyOfName("Größe & Ärger: Hotline")).toBe("groesse-aerger-hotline");
  });
});

describe("a cell for a spreadsheet", () => {
  it("is never a formula", () => {
    expect(csvRow(["=1+1", "+1", "-1", "@x", "\tx", "\rx", "ok", 'a"b', "a,b"])).toBe(
      `'=1+1,'+1,'-1,'@x,'\tx,"'\rx",ok,"a""b","a,b"\r\n`,
    );
  });
});
