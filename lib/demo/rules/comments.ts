import domain from "./domain.json";
import type { Draw } from "./draw";

type Tone = "+" | "-";
type Language = "de" | "en";
type Core = Record<Language, string>;

const cores = new Map<string, Record<Tone, Core[]>>();
for (const [touchpoint = "", tone = "", , de = "", en = ""] of domain.comments) {
  const ofTouchpoint = cores.get(touchpoint) ?? { "+": [], "-": [] };
  ofTouchpoint[tone as Tone].push({ de, en });
  cores.set(touchpoint, ofTouchpoint);
}

/** Touchpoints of which people say what they say of another one. */
const like: Record<string, string> = {
  "appointment-booking": "installation-visit",
  "fault-visit": "installation-visit",
  "parcel-delivery": "delivery-notice",
  "order-confirmation": "delivery-notice",
  "store-purchase": "store-advice",
  "store-service": "store-advice",
  "presales-phone": "service-hotline",
  "order-question": "service-hotline",
  "welcome-call": "service-hotline",
  "presales-chat": "service-hotline",
  "first-invoice": "monthly-invoice",
  "final-invoice": "monthly-invoice",
  "accessory-purchase": "online-checkout",
  "self-installation": "self-service-app",
  "contract-summary": "tariff-comparison",
  "written-offer": "tariff-comparison",
  "availability-check": "tariff-comparison",
  "device-claim": "complaint",
  "number-porting": "moving",
};

/** What comes to mind when somebody is asked about the company as a whole. */
const ofCompany = ["connection-quality", "service-hotline", "monthly-invoice", "tariff-comparison"];
const ofPrice = ["price-letter", "monthly-invoice"];

/** The first so many of a list fit criticism, the others praise. */
const critical = { openings: 6, closings: 4 };

function around(list: readonly string[][], from: number, until: number, draw: Draw, share: number) {
  const choices = list.slice(from, until);
  return draw.chance(share) ? draw.pick(choices) : null;
}

/** A comment in the words of the catalogue: perhaps an opening, a core, perhaps a closing, all in one tone. */
function compose(draw: Draw, tone: Tone, core: Core, language: Language): string {
  const { openings, closings } = critical;
  const [opening, closing] =
    tone === "-"
      ? [around(domain.openings, 0, openings, draw, 0.35), around(domain.closings, 0, closings, draw, 0.3)]
      : [
          around(domain.openings, openings, domain.openings.length, draw, 0.3),
          around(domain.closings, closings, domain.closings.length, draw, 0.3),
        ];
  const column = language === "de" ? 0 : 1;
  return [opening?.[column], core[language], closing?.[column]].filter(Boolean).join(" ");
}

export type CommentWish = {
  touchpoint: string | null;
  /** -1 bad … 1 good; 0 could be either. */
  mood: -1 | 0 | 1;
  language: Language;
  /** Hurt by the change of prices. */
  isDearer?: boolean;
};

/** Shares of those who write something: about one record in five altogether. */
const share = { touchpoint: 0.255, company: 0.2 };

/** null where somebody writes nothing, or the catalogue has no words for it. */
export function drawComment(
  draw: Draw,
  { touchpoint, mood, language, isDearer }: CommentWish,
): string | null {
  if (!draw.chance(touchpoint ? share.touchpoint : share.company)) return null;
  const source = touchpoint
    ? (like[touchpoint] ?? touchpoint)
    : draw.pick(isDearer && mood < 0 ? ofPrice : ofCompany);
  const tone: Tone = mood > 0 || (mood === 0 && draw.chance(0.5)) ? "+" : "-";
  const choices = cores.get(source)?.[tone] ?? [];
  return choices.length > 0 ? compose(draw, tone, draw.pick(choices), language) : null;
}

/** The words of a core that begins like this, for what is scripted. */
export function coreBeginning(touchpoint: string, begin: string, language: Language = "de"): string {
  const ofTouchpoint = cores.get(touchpoint);
  const found = [...(ofTouchpoint?.["-"] ?? []), ...(ofTouchpoint?.["+"] ?? [])].find((core) =>
    core[language].startsWith(begin),
  );
  if (!found) throw new Error(`No comment on ${touchpoint} begins with "${begin}".`);
  return found[language];
}
