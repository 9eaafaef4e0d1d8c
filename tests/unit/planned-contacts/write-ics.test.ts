import { describe, expect, test } from "vitest";
import {
  escapeText,
  foldLine,
  type IcsEvent,
  utcStamp,
  writeIcs,
} from "@/lib/planned-contacts/rules/write-ics";

const event: IcsEvent = {
  uid: "0190a1f0-0000-7000-8000-000000000000@lotse",
  day: "2026-02-28",
  summary: "Jahresgespräch; mit Müller, Söhne \\ Co",
  description: "Zeile eins\nZeile zwei",
  categories: ["Vertrieb", "A,B"],
  status: "CONFIRMED",
  sequence: 3,
  changedAt: new Date("2026-01-05T06:07:08.900Z"),
};

/** Read back as RFC 5545 says: unfold, split into name, parameters and value, unescape. */
function readBack(text: string) {
  const lines = text.replaceAll("\r\n ", "").split("\r\n").filter(Boolean);
  return lines.map((line) => {
    const [, name = "", parameters = "", value = ""] = /^([A-Z-]+)((?:;[^:]*)?):(.*)$/s.exec(line) ?? [];
    return { name, parameters, value: value.replace(/\\([\\;,nN])/g, (_, c) => (/n/i.test(c) ? "\n" : c)) };
  });
}

describe("a calendar file", () => {
  test("reads back as what was written", () => {
    const text = writeIcs("Kontakte", [event, { ...event, description: null, status: "CANCELLED" }]);
    const read = readBack(text);
    const values = (name: string) => read.filter((one) => one.name === name).map(({ value }) => value);
    expect(values("BEGIN")).toEqual(["VCALENDAR", "VEVENT", "VEVENT"]);
    expect(values("END")).toEqual(["VEVENT", "VEVENT", "VCALENDAR"]);
    expect(values("VERSION")).toEqual(["2.0"]);
    expect(values("SUMMARY")[0]).toBe(event.summary);
    expect(values("DESCRIPTION")).toEqual([event.description]);
    expect(values("STATUS")).toEqual(["CONFIRMED", "CANCELLED"]);
    expect(values("UID")[0]).toBe(event.uid);
    expect(values("DTSTAMP")[0]).toBe("20260105T060708Z");
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
  });

  test("has all-day events that end on the day after", () => {
    const lines = writeIcs("x", [event]).split("\r\n");
    expect(lines).toContain("DTSTART;VALUE=DATE:20260228");
    expect(lines).toContain("DTEND;VALUE=DATE:20260301");
    expect(lines).toContain("CATEGORIES:Vertrieb,A\\,B");
  });

  test("has no line of more than 75 octets, whatever is written in it", () => {
    const long = { ...event, summary: "ä€😀".repeat(60), description: "Wort ".repeat(300) };
    const text = writeIcs("x", [long]);
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const read = readBack(text);
    expect(read.find(({ name }) => name === "SUMMARY")?.value).toBe(long.summary);
    expect(read.find(({ name }) => name === "DESCRIPTION")?.value).toBe(long.description);
    expect(text).not.toContain("\ufffd");
  });
});

describe("the examples of RFC 5545", () => {
  test("3.3.11: text", () => {
    expect(escapeText("Project XYZ Final Review\nConference Room - 3B\nCome Prepared.")).toBe(
      "Project XYZ Final Review\\nConference Room - 3B\\nCome Prepared.",
    );
    expect(escapeText("a;b,c\\d\r\ne")).toBe("a\\;b\\,c\\\\d\\ne");
    expect(escapeText("bell\u0007 nul\u0000")).toBe("bell nul");
  });

  test("3.1: folding is undone by taking out line break and blank", () => {
    const line =
      "DESCRIPTION:This is a long description that exists on a long line, as long as it takes to fold.";
    const folded = foldLine(line);
    expect(folded.split("\r\n ")).toHaveLength(2);
    expect(folded.split("\r\n")[0]).toHaveLength(75);
    expect(folded.replaceAll("\r\n ", "")).toBe(line);
    expect(foldLine("x".repeat(75))).toBe("x".repeat(75));
  });

  test("3.3.5: an instant in UTC", () => {
    expect(utcStamp(new Date("1998-01-19T07:00:00Z"))).toBe("19980119T070000Z");
  });
});
