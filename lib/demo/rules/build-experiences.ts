import { choose } from "./build-recommendations";
import { type Calendar, type Day, weekday } from "./calendar";
import type { Cast } from "./cast";
import type { DemoCustomer } from "./customers";
import { type Draw, drawOf, scaledCounts } from "./draw";
import { anyMinute, type DemoFeedback, experience } from "./feedback";
import { daysAt, everyGroup, type Respondents } from "./respondents";
import { drawScore, handOut, moodOf } from "./scores";
import { scriptedExperiences } from "./script";
import {
  afterMalfunction,
  chatbotEffort,
  existsIn,
  expectationAnswers,
  meanOf,
  type PlannedCell,
  pastQuarters,
  plannedCells,
  type StoryTouchpoint,
  storyTouchpoints,
} from "./story";

/** By what means people answered: it follows from where they met us. */
export function techniqueOf({ channel }: StoryTouchpoint): DemoFeedback["technique"] {
  if (channel === "review" || channel === "social") return "social";
  if (channel === "letter") return "letter";
  return ["web", "app", "shop-online", "chat"].includes(channel) ? "web" : "survey";
}

/** Of those who only hear of us most are nobody we know. */
const anonymousShare = 0.6;

const touchpointNamed = (key: string): StoryTouchpoint => {
  const found = storyTouchpoints.find((one) => one.key === key);
  if (!found) throw new Error(`The story names "${key}", which is no touchpoint.`);
  return found;
};

/** The running quarter goes on as the last one did, as far as it has come. */
function withPresent(cells: readonly PlannedCell[], share: number): PlannedCell[] {
  const present = cells
    .filter(({ quarter }) => quarter === -1)
    .map((cell) => ({ ...cell, quarter: 0, counts: scaledCounts(cell.counts, share) }));
  return [...cells, ...present];
}

/** What people experienced at the touchpoints: the planted cells to the last answer, and everything around them. */
export function buildExperiences(calendar: Calendar, respondents: Respondents, cast: Cast): DemoFeedback[] {
  const cells = withPresent(plannedCells(), calendar.share(0));
  const script = scriptedExperiences(cast, calendar);
  const draw = drawOf("scripted");
  return [
    ...script.map((one) =>
      experience(draw, { technique: techniqueOf(touchpointNamed(one.touchpoint)), comment: null, ...one }),
    ),
    ...cells.flatMap((cell) => fillCell(calendar, respondents, cell, script)),
    ...fillAround(calendar, respondents, cells),
    ...buildEffort(calendar, respondents),
    ...buildExpectations(calendar, respondents),
  ];
}

function fillCell(
  calendar: Calendar,
  respondents: Respondents,
  { touchpoint: key, quarter, groups, regions, counts }: PlannedCell,
  script: readonly { customer: DemoCustomer; touchpoint: string; day: Day; value: number }[],
): DemoFeedback[] {
  const draw = drawOf(`${key} ${quarter} ${groups} ${regions}`);
  const touchpoint = touchpointNamed(key);
  const left = [...counts];
  for (const { customer, touchpoint: where, day, value } of script) {
    const isHere = where === key && calendar.quarterOf(day) === quarter;
    if (!isHere || !customer.group || !groups.includes(customer.group)) continue;
    if (!regions || regions.includes(customer.region)) left[value - 1] = (left[value - 1] ?? 0) - 1;
  }
  const candidates = groups
    .flatMap((group) => respondents.of(group))
    .filter(({ region }) => !regions || regions.includes(region));
  const wanted = left.reduce((sum, one) => sum + one, 0);
  const daysOf = daysAt(touchpoint);
  const chosen = choose(draw, candidates, new Set(), wanted, (one) => daysOf(calendar, quarter, one));
  const moods = chosen.map((who) => ({ who, mood: moodOf(draw, who.customer.temper) }));
  const isNewContractor = key === "fault-hotline";
  return handOut(moods, left).map(({ who: { customer, day }, score }) => {
    const when = isNewContractor && score <= 2 ? outsideHours(draw, calendar, quarter, day) : { day };
    return experience(draw, {
      customer,
      touchpoint: key,
      value: score,
      technique: techniqueOf(touchpoint),
      ...when,
    });
  });
}

/** The new contractor answers in the evening and at weekends. */
function outsideHours(
  draw: Draw,
  calendar: Calendar,
  quarter: number,
  day: Day,
): { day: Day; minute: number } {
  const weekend = day + ((6 - weekday(day) + 7) % 7) + draw.whole(0, 1);
  if (draw.chance(0.6) && weekend <= calendar.lastOf(quarter))
    return { day: weekend, minute: anyMinute(draw) };
  return { day, minute: draw.whole(19 * 60, 22 * 60) };
}

/** Answers beside the planted ones, at the level of the touchpoint. */
function fillAround(
  calendar: Calendar,
  respondents: Respondents,
  cells: readonly PlannedCell[],
): DemoFeedback[] {
  const feedback: DemoFeedback[] = [];
  for (const touchpoint of storyTouchpoints) {
    const draw = drawOf(`around ${touchpoint.key}`);
    const isMalfunction = touchpoint.momentOfTruth === "malfunction";
    for (const quarter of [...pastQuarters, 0]) {
      if (!existsIn(touchpoint.key, quarter)) continue;
      // What happened after malfunctions is a story of its own.
      if (isMalfunction && quarter < afterMalfunction.until) continue;
      const planted = cells.filter((cell) => cell.touchpoint === touchpoint.key && cell.quarter === quarter);
      const allowed = everyGroup.filter((group) => !planted.some(({ groups }) => groups.includes(group)));
      const wanted = Math.round(touchpoint.answersPerQuarter * calendar.share(quarter));
      for (let n = 0; n < wanted; n++) {
        const answer = answerAround(draw, calendar, respondents, touchpoint, quarter, allowed);
        if (answer) feedback.push(answer);
      }
    }
  }
  return feedback;
}

function answerAround(
  draw: Draw,
  calendar: Calendar,
  respondents: Respondents,
  touchpoint: StoryTouchpoint,
  quarter: number,
  allowed: StoryGroups,
): DemoFeedback | null {
  const technique = techniqueOf(touchpoint);
  if (touchpoint.subPhase === "awareness" && draw.chance(anonymousShare)) {
    const day = draw.whole(calendar.from(quarter), calendar.lastOf(quarter));
    const value = drawScore(draw, meanOf(touchpoint, null, quarter), draw.normal());
    return experience(draw, { customer: null, touchpoint: touchpoint.key, day, value, technique });
  }
  const who = respondents.draw(draw, touchpoint, quarter, allowed);
  if (!who) return null;
  const value = drawScore(draw, meanOf(touchpoint, who.customer.group, quarter), who.customer.temper);
  return experience(draw, { ...who, touchpoint: touchpoint.key, value, technique });
}

type StoryGroups = Parameters<Respondents["draw"]>[3];

/** How much effort digital help was, before the chatbot and with it. */
function buildEffort(calendar: Calendar, respondents: Respondents): DemoFeedback[] {
  const present = chatbotEffort
    .filter(({ quarter }) => quarter === -1)
    .map(({ counts }) => ({ quarter: 0, counts: scaledCounts(counts, calendar.share(0)) }));
  const touchpoint = touchpointNamed("help-chatbot");
  return [...chatbotEffort, ...present].flatMap(({ quarter, counts }) => {
    const draw = drawOf(`effort ${quarter}`);
    const wanted = counts.reduce((sum, one) => sum + one, 0);
    const asked = Array.from({ length: wanted }, () => {
      const who = respondents.draw(draw, touchpoint, quarter, everyGroup);
      if (!who) throw new Error("Nobody asked for digital help.");
      return { who, mood: -moodOf(draw, who.customer.temper) };
    });
    return handOut(asked, counts).map(({ who, score }) => ({
      ...experience(draw, {
        ...who,
        touchpoint: touchpoint.key,
        value: null,
        technique: "web",
        comment: null,
      }),
      answers: [
        {
          metric: "ces" as const,
          scale: "EFFORT_1_7" as const,
          dimension: "experience" as const,
          value: score,
        },
      ],
    }));
  });
}

/** The survey of Q-2: how good the loyalty benefit has to be. Only spread and split read these answers. */
function buildExpectations(calendar: Calendar, respondents: Respondents): DemoFeedback[] {
  const quarter = -2;
  return expectationAnswers.flatMap(({ group, touchpoint, counts }) => {
    const draw = drawOf(`expectation ${group}`);
    const wanted = counts.reduce((sum, one) => sum + one, 0);
    const daysOf = daysAt(touchpointNamed(touchpoint));
    const asked = choose(draw, respondents.of(group), new Set(), wanted, (one) =>
      daysOf(calendar, quarter, one),
    );
    const moods = asked.map((who) => ({ who, mood: draw.normal() }));
    return handOut(moods, counts).map(({ who, score }) => ({
      ...experience(draw, { ...who, touchpoint, value: null, technique: "survey", comment: null }),
      answers: [
        { metric: "csat" as const, scale: "1-5" as const, dimension: "expectation" as const, value: score },
      ],
    }));
  });
}
