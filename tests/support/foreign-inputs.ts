import { canary, type ForeignIds, foreignBatch } from "./canaries";

type Attempts = (foreign: ForeignIds) => unknown[];

/** A single resource: by its id and by its name over there, and with something to change. */
const one =
  (id: (foreign: ForeignIds) => string, change: object = {}): Attempts =>
  (foreign) => [
    { id: id(foreign), ...change },
    { id: `ext:${foreign.customerExternalId}`, ...change },
  ];

/** A list: whole, and narrowed to what belongs to somebody over there. */
const list =
  (...filters: ((foreign: ForeignIds) => object)[]): Attempts =>
  (foreign) => [{ limit: "500" }, ...filters.map((filter) => ({ limit: "500", ...filter(foreign) }))];

const byCustomer = ({ customer }: ForeignIds) => ({ customer });
const byCustomerName = ({ customerExternalId }: ForeignIds) => ({ customer: `ext:${customerExternalId}` });
const byTouchpoint = ({ touchpointKey }: ForeignIds) => ({ touchpoint: touchpointKey });
const byChannel = ({ channelKey }: ForeignIds) => ({ channel: channelKey });

/** Something new of ours that points at theirs, alone and in a list. */
const posts =
  (record: object, ...references: ((foreign: ForeignIds) => object)[]): Attempts =>
  (foreign) =>
    references.flatMap((reference) => {
      const item = { ...record, ...reference(foreign) };
      return [item, { items: [item] }];
    });

const feedback = { technique: "survey", answeredAt: "2026-03-01", answers: [{ metric: "nps", value: 3 }] };
const order = { orderedAt: "2026-03-01", total: { amount: 1, currency: "EUR" } };
const contract = { plan: "x", startedOn: "2026-03-01", monthlyRevenue: { amount: 1, currency: "EUR" } };
const contact = { at: "2026-03-01", direction: "in" };

const foreignWho = "foreign-1";
const ruleOnKind = JSON.stringify({
  all: [{ about: "customer", measure: "kind", op: "is", value: "person" }],
});

/**
 * For every door, what somebody would send who wants to reach another workspace's rows. Each call must be refused, or
 * answer without a trace of that workspace. A door that is missing here fails the isolation test.
 */
const ofCustomers: Attempts = ({ customerExternalId }) => [
  {},
  { q: customerExternalId },
  { set: "notices", "set.from": "2026-01-01", "set.to": "2027-01-01" },
  { attribute: "word:CANARY-7f3a" },
];

export const foreignInputs: Record<string, Attempts> = {
  "action createShareLinkAction": ({ savedView: view }) => [
    { view, name: "mine", life: "30", minimumN: "5" },
    { view, name: "mine", life: "never", minimumN: "5", withComments: "on" },
  ],
  "action revokeShareLinkAction": ({ shareLink: link }) => [{ link }],
  "page /w/[workspace]/share-links": () => [{}],
  "route GET /w/[workspace]/share-links/export": () => [{ format: "csv" }, { format: "xlsx" }],
  "page /w/[workspace]/report": () => [{}, { month: "2026-03" }],
  "action setMondayMailAction": () => [{ on: "true" }],
  "action saveViewAction": () => [{ name: "mine", page: "", query: "segment=canary-segment" }],
  "action saveSharedViewAction": () => [{ name: "ours", page: "", query: "segment=canary-segment" }],
  "action renameViewAction": ({ savedView: id }) => [{ id, version: "1", name: "mine now" }],
  "action deleteViewAction": ({ savedView: id }) => [{ id }],
  "action restoreViewAction": () => [
    { before: JSON.stringify({ name: "mine", page: "feedback", query: "", shared: false }) },
  ],
  "action restoreSharedViewAction": () => [
    { before: JSON.stringify({ name: "ours", page: "feedback", query: "", shared: true }) },
  ],
  "route GET /w/[workspace]/views": () => [{ page: "" }, { page: "feedback" }, { page: "customers" }],
  "action changeEntryAction": ({ channelKey, departmentKey }) => [
    { list: "channels", key: channelKey, version: "1", "names.en": "mine now" },
    { list: "departments", key: departmentKey, version: "1", anyway: "yes", headName: "mine now" },
  ],
  "action createEntryAction": () => [
    { list: "departments", key: "mine", "names.en": "Mine" },
    { list: "phases", key: "mine", "names.en": "Mine", parent: "canary-phase" },
  ],
  "action deleteEntryAction": ({ channelKey }) => [{ list: "channels", key: channelKey }],
  "action restoreEntryAction": ({ channelKey }) => [{ list: "channels", key: channelKey }],
  "action retireEntryAction": ({ productGroupKey }) => [{ list: "product-groups", key: productGroupKey }],
  "action sortEntriesAction": ({ departmentKey }) => [
    { list: "departments", order: JSON.stringify([departmentKey]) },
  ],
  "action undoEntryAction": ({ channelKey }) => [
    { list: "channels", before: JSON.stringify([{ key: channelKey, version: 1, state: null }]) },
  ],
  "action createProductAction": ({ productGroupKey }) => [
    { key: "mine", "names.en": "Mine", group: productGroupKey },
  ],
  "action editProductAction": ({ productKey: key }) => [{ key, version: 1, "names.en": "Mine" }],
  "action retireProductAction": ({ productKey: key }) => [{ key }],
  "action restoreProductAction": ({ productKey: key }) => [{ key }],
  "action deleteProductAction": ({ productKey: key }) => [{ key }],
  "action undoProductAction": ({ productKey: key }) => [
    { before: JSON.stringify([{ key, version: 1, state: null }]) },
  ],
  "page /w/[workspace]/admin/products": ({ productKey, productGroupKey }) => [
    { retired: "true" },
    { open: productKey },
    { group: productGroupKey, q: "a" },
    { after: productKey },
  ],
  "route GET /w/[workspace]/admin/products/export": ({ productGroupKey }) => [
    { format: "csv" },
    { format: "csv", group: productGroupKey },
  ],
  "action changeSettingsAction": () => [],
  "action changeTimeZoneAction": () => [],
  "action undoSettingsAction": () => [],
  "action createTouchpointAction": ({ channelKey, departmentKey, member }) => [
    { key: "m5", "names.en": "Mine", channel: channelKey },
    { key: "m6", "names.en": "Mine", department: departmentKey },
    { key: "m7", "names.en": "Mine", owner: member },
  ],
  "action setExpectationAction": ({ touchpointKey }) => [
    { touchpoint: touchpointKey, expected: "4", validFrom: "2026-03-01" },
    { segment: "canary-segment", expected: "4", validFrom: "2026-03-01" },
  ],
  "action endExpectationAction": ({ touchpointKey }) => [
    { touchpoint: touchpointKey, validFrom: "2026-03-01" },
    { touchpoint: touchpointKey, segment: "canary-segment", validFrom: "2026-03-01" },
  ],
  "action undoExpectationAction": ({ expectation: id }) => [{ before: JSON.stringify({ id, version: 1 }) }],
  "page /w/[workspace]/expectations": ({ touchpointKey }) => [
    {},
    { touchpoint: touchpointKey },
    { segment: "canary-segment" },
  ],
  "page /w/[workspace]/expectations/[touchpoint]": ({ touchpointKey: touchpoint }) => [
    { touchpoint },
    { touchpoint, segment: "canary-segment" },
  ],
  "route GET /w/[workspace]/expectations/export": ({ touchpointKey }) => [{}, { touchpoint: touchpointKey }],
  "action deleteMarkerAction": ({ marker: id }) => [{ id }],
  "action saveMarkerAction": ({ marker: id, touchpointKey }) => [
    { id, version: "1", on: "2026-03-01", "titles.en": "mine now" },
    { on: "2026-03-01", "titles.en": "Mine", touchpoint: touchpointKey },
    { on: "2026-03-01", "titles.en": "Mine", phase: "canary-phase" },
    { on: "2026-03-01", "titles.en": "Mine", segment: "canary-segment" },
  ],
  "action undoMarkerAction": ({ marker: id }) => [
    { before: JSON.stringify({ id, version: 1, state: null }) },
  ],
  "action editTouchpointAction": ({ touchpointKey }) => [
    { key: touchpointKey, version: "1", "names.en": "mine now" },
    { key: touchpointKey, version: "1", anyway: "yes", "names.en": "mine now" },
  ],
  "action removeTouchpointAction": ({ touchpointKey }) => [{ key: touchpointKey }],
  "action restoreTouchpointAction": ({ touchpointKey }) => [{ key: touchpointKey }],
  "action retireTouchpointAction": ({ touchpointKey }) => [{ key: touchpointKey }],
  "action setTouchpointsAction": ({ touchpointKey, member }) => [
    { keys: JSON.stringify([touchpointKey]), field: "state", value: "aligned" },
    { keys: JSON.stringify([touchpointKey]), field: "owner", value: member },
  ],
  "action startFromTelecomsAction": () => [],
  "action undoTouchpointsAction": ({ touchpointKey }) => [
    { before: JSON.stringify([{ key: touchpointKey, version: 1, state: null }]) },
  ],
  "action saveMindsetAction": () => [
    { phase: "canary-phase", version: "1", "moves.en": "mine now" },
    { phase: "canary-phase", version: "1", anyway: "yes", "moves.en": "mine now" },
  ],
  "action undoMindsetAction": () => [
    { before: JSON.stringify([{ id: "canary-phase", version: 1, state: null }]) },
  ],
  "action saveEntryRuleAction": () => [
    { phase: "canary-phase", version: "1", segment: "" },
    { phase: "canary-phase", anyway: "yes", segment: "" },
    { phase: "usage", anyway: "yes", segment: "canary-segment" },
  ],
  "action undoEntryRuleAction": () => [
    { before: JSON.stringify([{ id: "canary-phase", version: 1, state: { segment: null } }]) },
  ],
  "action saveGoalAction": ({ goal: id, touchpointKey }) => [
    { id, phase: "usage", version: "1", "text.en": "mine now" },
    { phase: "canary-phase", "text.en": "Mine" },
    { phase: "usage", "text.en": "Mine", kpi: "csat", touchpoint: touchpointKey },
  ],
  "action removeGoalAction": ({ goal: id }) => [{ id }],
  "action undoGoalsAction": ({ goal: id }) => [{ before: JSON.stringify([{ id, version: 1, state: null }]) }],
  "action saveWeakPointAction": ({ weakPoint: id, touchpointKey }) => [
    { id, phase: "usage", version: "1", "text.en": "mine now" },
    { phase: "canary-phase", "text.en": "Mine" },
    { phase: "usage", "text.en": "Mine", touchpoint: touchpointKey },
  ],
  "action sortLinesAction": ({ goal, weakPoint }) => [
    { phase: "canary-phase", kind: "goals", order: JSON.stringify([goal]) },
    { phase: "canary-phase", kind: "weakPoints", order: JSON.stringify([weakPoint]) },
  ],
  "action removeWeakPointAction": ({ weakPoint: id }) => [{ id }],
  "action undoWeakPointsAction": ({ weakPoint: id }) => [
    { before: JSON.stringify([{ id, version: 1, state: null }]) },
  ],
  "action pickEntriesAction": () => [
    { phase: "canary-phase", kind: "goals", keys: ["g-known"] },
    { phase: "canary-phase", kind: "weakPoints", keys: ["w-own-words"] },
    { phase: "canary-phase", kind: "mindset", keys: ["mindset-usage"] },
  ],
  "page /w/[workspace]/journey": () => [{ period: "all" }],
  "page /w/[workspace]/journey/[phase]": ({ goal, weakPoint }) => [
    { phase: "canary-phase", period: "all" },
    { phase: "usage", goal },
    { phase: "usage", weak: weakPoint },
  ],
  "route GET /w/[workspace]/journey/board/export": () => [{}, { segment: "canary-segment" }],
  "route GET /w/[workspace]/touchpoints/brand/export": () => [{}],
  "page /w/[workspace]/journey/board": () => [{}, { segment: "canary-segment" }, { column: "canary-phase" }],
  "page /w/[workspace]/contacts": ({ plannedContact, customer }) => [
    { month: "2026-03" },
    { month: "2026-03", segment: "canary-segment", department: "canary-department" },
    { open: plannedContact },
    { open: plannedContact, edit: "true" },
    { open: "new", customer },
  ],
  "route GET /w/[workspace]/contacts/export": () => [
    { month: "2026-03" },
    { month: "2026-03", segment: "canary-segment" },
  ],
  "route GET /w/[workspace]/contacts/calendar": () => [{}, { segment: "canary-segment" }],
  "action savePlannedContactAction": ({
    plannedContact: id,
    customer,
    customerExternalId,
    touchpointKey: touchpoint,
    channelKey: channel,
    departmentKey: department,
  }) => {
    const mine = { on: "2026-03-01", repeats: "none", "purpose.en": "mine now" };
    return [
      { ...mine, id, version: "1", anyway: "yes", audience: "segment", segment: "canary-segment" },
      { ...mine, audience: "segment", segment: "canary-segment" },
      { ...mine, audience: "customer", customer },
      { ...mine, audience: "customer", customer: `ext:${customerExternalId}` },
      { ...mine, audience: "customer", customer, touchpoint, channel, department },
    ];
  },
  "action cancelPlannedContactAction": ({ plannedContact: id }) => [{ id }],
  "action restorePlannedContactAction": ({ plannedContact: id }) => [{ id }],
  "action settlePlannedContactAction": ({ plannedContact: id }) => [
    { id, version: "1", day: "2026-03-01", how: "done", outcome: "mine now" },
    { id, anyway: "yes", day: "2026-03-01", how: "missed" },
  ],
  "action undoPlannedContactsAction": ({ plannedContact: id }) => [
    { before: JSON.stringify([{ id, version: 1, state: null }]) },
  ],
  "page /w/[workspace]/journey/buying": ({ informationNeed, informationOffer }) => [
    {},
    { need: informationNeed },
    { offer: informationOffer },
    { offer: "new", for: informationNeed },
    { need: "new", phase: "canary-phase" },
    { sort: "canary-phase" },
  ],
  "route GET /w/[workspace]/journey/buying/export": () => [{}, { show: "gaps" }],
  "action saveInformationNeedAction": ({ informationNeed: id }) => [
    { id, phase: "decision", version: "1", "text.en": "mine now" },
    { id, phase: "decision", version: "1", anyway: "yes", "text.en": "mine now" },
    { phase: "canary-phase", "text.en": "Mine" },
  ],
  "action retireInformationNeedAction": ({ informationNeed: id }) => [{ id }],
  "action undoInformationNeedsAction": ({ informationNeed: id }) => [
    { before: JSON.stringify([{ id, version: 1, state: null }]) },
  ],
  "action sortInformationNeedsAction": ({ informationNeed: id }) => [
    { phase: "canary-phase", order: JSON.stringify([id]) },
  ],
  "action saveInformationOfferAction": ({
    informationNeed: need,
    informationOffer: id,
    touchpointKey: touchpoint,
    departmentKey: department,
  }) => [
    { need, kind: "content", "name.en": "Mine" },
    { id, need, version: "1", kind: "content", "name.en": "mine now" },
    { id, need, version: "1", kind: "content", "name.en": "mine now", touchpoint, department },
  ],
  "action deleteInformationOfferAction": ({ informationOffer: id }) => [{ id }],
  "action undoInformationOffersAction": ({ informationNeed: need, informationOffer: id }) => [
    { before: JSON.stringify([{ id, version: 1, state: null }]) },
    {
      before: JSON.stringify([
        {
          id,
          version: 0,
          state: {
            ...{ need, kind: "content", name: "Mine", address: null, translations: null },
            ...{ touchpoint: null, department: null, position: 0 },
          },
        },
      ]),
    },
  ],
  "page /w/[workspace]/journey/steps": () => [{ period: "all" }, { segment: "canary-segment" }],
  "route GET /w/[workspace]/journey/export": () => [{ period: "all" }],
  "page /w/[workspace]/admin/audit": ({ touchpointKey, member }) => [
    {},
    { subject: touchpointKey },
    { person: [member] },
  ],
  "page /w/[workspace]/admin/markers": ({ marker: open, touchpointKey }) => [
    {},
    { open },
    { touchpoint: touchpointKey },
  ],
  "page /w/[workspace]/admin/settings": () => [{}],
  "page /w/[workspace]/admin/settings/time-zone": () => [{ zone: "Pacific/Auckland" }],
  "page /w/[workspace]/admin/touchpoints": ({ touchpointKey, departmentKey, member }) => [
    { open: touchpointKey },
    { department: [departmentKey] },
    { owner: [member] },
    { q: "canary" },
  ],
  "page /w/[workspace]/touchpoints": ({ touchpointKey, departmentKey, member }) => [
    { open: touchpointKey },
    { department: [departmentKey] },
    { owner: [member] },
    { segment: ["canary-segment"] },
    { q: "canary" },
  ],
  "page /w/[workspace]/touchpoints/[key]": ({ touchpointKey }) => [
    { key: touchpointKey },
    { key: `ext:${touchpointKey}` },
  ],
  "page /w/[workspace]/touchpoints/brand": ({ touchpointKey }) => [
    {},
    { open: "new", touchpoint: touchpointKey },
  ],
  "action rateBrandAction": ({ touchpointKey }) => [
    { touchpoint: touchpointKey, by: "mystery", on: "2026-03-01", "scores.all": "1" },
    { touchpoint: "mine", by: "mystery", on: "2026-03-01", "scores.canary-value": "1" },
  ],
  "action deleteRatingsAction": ({ brandRating }) => [{ ids: JSON.stringify([brandRating]) }],
  "action undoRatingsAction": ({ brandRating, touchpointKey }) => [
    { before: JSON.stringify({ written: [brandRating], deleted: [] }) },
    {
      before: JSON.stringify({
        written: [],
        deleted: [
          {
            id: crypto.randomUUID(),
            touchpoint: touchpointKey,
            value: "canary-value",
            on: "2026-03-01",
            by: "mystery",
            score: 1,
            n: 1,
            note: null,
            translations: null,
          },
        ],
      }),
    },
  ],
  "page /w/[workspace]/touchpoints/moments": () => [
    { from: "2020-01-01", to: "2030-01-01" },
    { segment: ["canary-segment"] },
  ],
  "route GET /w/[workspace]/touchpoints/export": ({ departmentKey, member }) => [
    {},
    { department: [departmentKey] },
    { owner: [member] },
  ],
  "action saveMeasureAction": ({ measure: id, touchpointKey, departmentKey, member, finding }) => [
    { id, version: "1", name: "mine now", phase: "canary-phase" },
    { id, version: "1", anyway: "yes", name: "mine now", phase: "usage" },
    { name: "Mine", phase: "canary-phase" },
    { name: "Mine", phase: "usage", touchpoint: touchpointKey },
    { name: "Mine", touchpoint: touchpointKey },
    { name: "Mine", phase: "usage", department: departmentKey },
    { name: "Mine", phase: "usage", owner: member },
    { name: "Mine", phase: "usage", corrects: id },
    { name: "Mine", phase: "usage", finding },
    { name: "Mine", phase: "usage", measure: "experience", kpiTouchpoint: touchpointKey },
    { name: "Mine", phase: "usage", measure: "experience", kpiSegment: "canary-segment" },
    { name: "Mine", phase: "usage", "efforts.department-0": departmentKey, "efforts.days-0": "1" },
  ],
  "action setMeasureStateAction": ({ measure: id }) => [{ id, state: "running" }],
  "action retireMeasureAction": ({ measure: id }) => [{ id }],
  "action restoreMeasureAction": ({ measure: id }) => [{ id }],
  "action undoMeasureAction": ({ measure: id }) => [
    { before: JSON.stringify({ id, version: 1, state: null }) },
  ],
  "action keepFindingAction": ({ departmentKey, touchpointKey, weakPoint }) => [
    { sentence: "mine", page: "", query: "", departments: departmentKey },
    { sentence: "mine", page: "", query: "", departments: [departmentKey], touchpoint: touchpointKey },
    { sentence: "mine", page: "", query: "", departments: departmentKey, weakPoint },
  ],
  "action retireFindingAction": ({ finding: id }) => [{ id }],
  "action restoreFindingAction": ({ finding: id }) => [{ id }],
  "action takeNoteAction": ({ finding: id, departmentKey: department }) => [{ id, department }],
  "action takeNoteBackAction": ({ finding: id, departmentKey: department }) => [{ id, department }],
  "action addWeakPointAction": ({ touchpointKey }) => [
    { phase: "canary-phase", text: "mine" },
    { phase: "usage", text: "mine", touchpoint: touchpointKey },
  ],
  "action judgeWeakPointAction": ({ weakPoint: id }) => [
    { id, version: "1", state: "refuted" },
    { id, anyway: "yes", state: "named", namedBy: "1", askedOf: "2" },
  ],
  "action retireWeakPointAction": ({ weakPoint: id }) => [{ id }],
  "action restoreWeakPointAction": ({ weakPoint: id }) => [{ id }],
  "page /w/[workspace]/measures": ({ touchpointKey, departmentKey, member }) => [
    {},
    { touchpoint: touchpointKey },
    { department: departmentKey, phase: "canary-phase" },
    { owner: [member], retired: "true" },
  ],
  "page /w/[workspace]/measures/new": ({ touchpointKey, measure, finding }) => [
    {},
    { touchpoint: touchpointKey, segment: "canary-segment", from: "gap" },
    { corrects: measure },
    { finding },
  ],
  "page /w/[workspace]/measures/[id]": ({ measure: id }) => [{ id }, { id, within: "canary-segment" }],
  "page /w/[workspace]/measures/[id]/edit": ({ measure: id }) => [{ id }],
  "page /w/[workspace]/findings": ({ touchpointKey, departmentKey }) => [
    {},
    { department: departmentKey, seen: "open" },
    { touchpoint: touchpointKey, retired: "true" },
  ],
  "route GET /w/[workspace]/measures/export": ({ touchpointKey }) => [{}, { touchpoint: touchpointKey }],
  "route GET /w/[workspace]/findings/export": ({ departmentKey }) => [{}, { department: departmentKey }],
  "route GET /w/[workspace]/findings/choices": () => [{}],
  "page /w/[workspace]/start": () => [{}],
  "action bringAllBackAction": () => [{}],
  "action bringBackAction": () => [{ subject: "canary" }],
  "action changeRoleAction": ({ member }) => [{ member, role: "viewer" }],
  "action createApiKeyAction": () => [{ name: "mine", role: "viewer" }],
  "action inviteMemberAction": () => [{ email: "new@somewhere.example", role: "viewer" }],
  "action putAsideAction": () => [{ subject: "canary", said: "mine", until: "changed" }],
  "action removeMemberAction": ({ member }) => [{ member }],
  "action restoreMemberAction": ({ member }) => [{ member }],
  "action createTagAction": () => [{ name: "mine" }],
  "action deleteTagAction": ({ tag }) => [{ tag }],
  "action mergeTagsAction": ({ tag }) => [
    { tag, into: tag },
    { tag, into: crypto.randomUUID() },
  ],
  "action moveAllFeedbackAction": ({ touchpointKey }) => [
    { filter: "", touchpoint: touchpointKey },
    { filter: `touchpoint=${touchpointKey}`, touchpoint: touchpointKey },
  ],
  "action moveFeedbackAction": ({ feedback: ids, touchpointKey }) => [{ ids, touchpoint: touchpointKey }],
  "action renameTagAction": ({ tag }) => [{ tag, name: "mine now", seen: "1" }],
  "action tagAllFeedbackAction": ({ touchpointKey }) => [
    { filter: "", mode: "add", tag: "mine" },
    { filter: `touchpoint=${touchpointKey}`, mode: "add", tag: "mine" },
    { filter: "", mode: "remove", tag: canary },
  ],
  "action tagFeedbackAction": ({ feedback: ids }) => [
    { ids, mode: "add", tag: "mine" },
    { ids, mode: "remove", tag: canary },
  ],
  "action undoFeedbackChangeAction": () => [{ batch: foreignBatch }],
  "action logFeedbackAction": ({ customer, touchpointKey, channelKey }) =>
    [
      { who: "known", customer, touchpoint: "mine" },
      { who: "unnamed", touchpoint: touchpointKey },
      { who: "unnamed", touchpoint: "mine", channel: channelKey },
      { who: "known", customer, touchpoint: "mine", matters: "mine" },
    ].map((note) => ({ submissionKey: crypto.randomUUID(), mood: "1", ...note })),
  "action replantDemoAction": () => [{}],
  "action tickStepAction": () => [{ step: "overview", seen: "yes" }],
  "action revokeApiKeyAction": ({ apiKey }) => [{ apiKey }],
  "action revokeInvitationAction": ({ invitation }) => [{ invitation }],
  "action undoLogAction": ({ feedback: id }) => [{ feedback: id }],
  "page /w/[workspace]/admin/demo": () => [{}],
  "page /w/[workspace]/tour": () => [{}],
  "page /w/[workspace]": ({ touchpointKey, channelKey }) => [
    { period: "all" },
    { touchpoint: touchpointKey },
    { channel: channelKey },
    { phase: "canary-phase" },
    { segment: "canary-segment" },
  ],
  "page /w/[workspace]/admin/lists/[list]": ({ departmentKey }) => [
    { list: "departments", open: departmentKey },
    { list: "phases", retired: "true" },
  ],
  "page /w/[workspace]/admin/api-keys": () => [{}],
  "page /w/[workspace]/admin/members": () => [{}],
  "page /w/[workspace]/breakdown": ({ touchpointKey }) => [
    { period: "all", by: "channel" },
    { by: "segment" },
    { touchpoint: touchpointKey },
  ],
  "page /w/[workspace]/compare": ({ touchpointKey, channelKey }) => [
    { "a.period": "all", "b.period": "all", by: "channel" },
    { "a.touchpoint": touchpointKey, "b.channel": channelKey },
    { "a.segment": "-", "b.segment": "canary-segment" },
  ],
  "action addCustomerAction": ({ customerExternalId }) => [
    { kind: "person", name: "x", externalId: customerExternalId },
  ],
  "action editCustomerAction": ({ customer: id }) => [{ id, version: 1, name: "mine" }],
  "action setAttributeAction": ({ customer: id }) => [{ id, version: 1, key: "word", value: "mine" }],
  "action moveToPhaseAction": ({ customer, customerExternalId }) => [
    { customer, phase: "usage" },
    { customer: `ext:${customerExternalId}`, phase: "usage" },
  ],
  "action moveEverybodyAction": () => [{ from: "canary-phase", to: "usage" }],
  "action undoMoveEverybodyAction": () => [
    { from: "usage", to: "canary-phase", at: "2026-03-01T00:00:00.000Z" },
  ],
  "action removePhaseMoveAction": ({ phaseMove: id }) => [{ id }],
  "action eraseCustomerAction": ({ customer: id, customerExternalId }) => [
    { id },
    { id: `ext:${customerExternalId}` },
  ],
  "page /w/[workspace]/customers": ({ customerExternalId }) => [
    {},
    { q: customerExternalId },
    { set: "notices", "set.from": "2026-01-01", "set.to": "2027-01-01" },
    { set: "cohort", "set.month": "2026-03" },
    { set: "entered", "set.phase": "canary-phase" },
    { set: "closed" },
    { attribute: "word:CANARY-7f3a", contact: "longer", state: "active" },
  ],
  "page /w/[workspace]/customers/[id]": ({ customer: id }) => [{ id }, { id, kinds: "feedback" }],
  "action splitSegmentAction": ({ segment: id, touchpointKey: touchpoint }) => [
    { id, version: "1", touchpoint, rule: JSON.stringify({ attribute: "word", is: true }) },
  ],
  "action undoSplitAction": ({ segment: id }) => [
    {
      before: JSON.stringify({
        split: { id, version: 1 },
        made: [{ id, version: 1 }],
        taken: [],
        wasLeading: true,
      }),
    },
  ],
  "action savePromiseAction": ({ promise: id, touchpointKey }) => [
    { id, version: "1", anyway: "yes", "text.en": "mine now", touchpoint: touchpointKey },
    { "text.en": "Mine", touchpoint: touchpointKey },
    { "text.en": "Mine", touchpoint: "mine", segment: "canary-segment" },
  ],
  "action retirePromiseAction": ({ promise: id }) => [{ id }],
  "action restorePromiseAction": ({ promise: id }) => [{ id }],
  "action undoPromiseAction": ({ promise: id }) => [
    { before: JSON.stringify({ id, version: 1, state: null }) },
  ],
  "action savePromiseCountAction": ({ promise: id }) => [
    { id, from: "2020-01-01", through: "2020-01-31", kept: "1", cases: "2" },
  ],
  "action removePromiseCountAction": ({ promise: id }) => [{ id, from: "2026-03-01" }],
  "action undoPromiseCountAction": ({ promise: id }) => [
    { before: JSON.stringify({ id, from: "2026-03-01", now: null, state: null }) },
  ],
  "page /w/[workspace]/expectations/promises": ({ promise: open, touchpointKey }) => [
    { open },
    { touchpoint: touchpointKey },
    { segment: "canary-segment" },
    { retired: "yes" },
  ],
  "route GET /w/[workspace]/expectations/promises/export": ({ touchpointKey }) => [
    {},
    { touchpoint: touchpointKey },
  ],
  "page /w/[workspace]/drivers": ({ touchpointKey, channelKey }) => [
    { period: "all" },
    { period: "all", outcome: "recommendation" },
    { touchpoint: touchpointKey },
    { channel: channelKey },
  ],
  "page /w/[workspace]/retention": ({ productGroupKey }) => [
    { from: "2026-01-01", to: "2026-06-01" },
    { view: "cohorts" },
    { view: "survival" },
    { view: "repurchase" },
    { "product-group": productGroupKey },
  ],
  "page /w/[workspace]/feedback": ({ touchpointKey, channelKey }) => [
    { period: "all" },
    { period: "all", measure: "contact-nps" },
    { period: "all", q: "CANARY" },
    { period: "all", q: "7f3a" },
    { tag: canary },
    { touchpoint: touchpointKey },
    { channel: channelKey },
  ],
  "page /w/[workspace]/feedback/tags": () => [{}],
  "page /w/[workspace]/feedback/[id]": ({ feedback: id }) => [{ id }],
  "action editSegmentAction": ({ segment, touchpointKey }) => [
    { id: segment, version: "1", "names.de": "Mine", "names.en": "Mine", rule: ruleOnKind },
    {
      "names.de": "Mine",
      "names.en": "Mine",
      rule: JSON.stringify({ all: [{ about: "segment", op: "oneOf", value: ["canary-segment"] }] }),
    },
    {
      "names.de": "Mine",
      "names.en": "Mine",
      rule: JSON.stringify({
        all: [{ about: "contacts", measure: "count", touchpoint: [touchpointKey], op: "is", value: 0 }],
      }),
    },
  ],
  "action noteNeedAction": ({ segment, persona }) => [
    { about: "segment", of: segment, kind: "need", text: "mine" },
    { about: "persona", of: persona, kind: "need", text: "mine" },
  ],
  "action noteCustomerNeedAction": ({ customer: of }) => [{ of, kind: "need", text: "mine" }],
  "action rewordNeedAction": ({ needStatement: id }) => [
    { about: "segment", id, version: "1", kind: "need", text: "mine" },
    { about: "persona", id, version: "1", kind: "need", text: "mine" },
  ],
  "action rewordCustomerNeedAction": ({ needStatement: id }) => [
    { id, version: "1", kind: "need", text: "mine" },
  ],
  "action retireNeedAction": ({ needStatement: id }) => [{ about: "segment", id }],
  "action retireCustomerNeedAction": ({ needStatement: id }) => [{ id }],
  "action undoNeedAction": ({ needStatement: id }) => [
    { about: "segment", before: JSON.stringify({ id, version: 1, state: null }) },
  ],
  "action undoCustomerNeedAction": ({ needStatement: id }) => [
    { before: JSON.stringify({ id, version: 1, state: null }) },
  ],
  "action savePersonaAction": ({ persona, touchpointKey }) => [
    { id: persona, version: "1", name: "mine" },
    { name: "mine", segment: "canary-segment" },
    { name: "mine", touchpoints: touchpointKey },
  ],
  "action retirePersonaAction": ({ persona: id }) => [{ id }],
  "action restorePersonaAction": ({ persona: id }) => [{ id }],
  "action takeQuoteAction": ({ persona: id, feedback }) => [{ id, feedback }],
  "action undoPersonaAction": ({ persona: id }) => [
    { before: JSON.stringify({ id, version: 1, state: null }) },
  ],
  "action sortPersonasAction": () => [{ order: JSON.stringify(["canary-persona"]) }],
  "action arrangeCardsAction": ({ touchpointKey }) => [
    { phase: "usage", order: JSON.stringify([touchpointKey]) },
    { persona: "canary-persona", phase: "usage", order: JSON.stringify(["mine"]) },
    { segment: "canary-segment", phase: "canary-phase", order: JSON.stringify(["mine"]) },
  ],
  "action hideCardAction": ({ touchpointKey: touchpoint }) => [
    { phase: "usage", touchpoint, hidden: "yes" },
    { persona: "canary-persona", phase: "usage", touchpoint, hidden: "no" },
  ],
  "action wishMoodAction": ({ touchpointKey: touchpoint }) => [
    { phase: "usage", touchpoint, mood: "1" },
    { segment: "canary-segment", phase: "usage", touchpoint, mood: "1" },
  ],
  "action undoCardsAction": ({ journey, touchpointKey: touchpoint }) => [
    { before: JSON.stringify({ journey, side: "as-is", cards: [{ touchpoint, at: null }] }) },
  ],
  "action saveNoteAction": ({ journeyNote: id }) => [
    { id, version: "1", phase: "usage", lane: "thinks", text: "mine" },
    { persona: "canary-persona", phase: "usage", lane: "thinks", text: "mine" },
    { segment: "canary-segment", phase: "usage", lane: "thinks", text: "mine" },
    { phase: "canary-phase", lane: "thinks", text: "mine" },
  ],
  "action deleteNoteAction": ({ journeyNote: id }) => [{ id }],
  "action undoNoteAction": ({ journeyNote: id }) => [
    { before: JSON.stringify({ id, version: 1, state: null }) },
  ],
  "page /w/[workspace]/personas": () => [{}, { open: "new" }],
  "page /w/[workspace]/personas/[key]": () => [{ key: "canary-persona" }],
  "page /w/[workspace]/journey/map": () => [
    { period: "all" },
    { persona: "canary-persona" },
    { segment: "canary-segment" },
  ],
  "route GET /w/[workspace]/journey/map/export": () => [
    { period: "all" },
    { persona: "canary-persona" },
    { segment: "canary-segment", side: "to-be" },
  ],
  "action retireSegmentAction": ({ segment }) => [{ id: segment }],
  "action restoreSegmentAction": ({ segment }) => [{ id: segment }],
  "action undoSegmentAction": ({ segment }) => [
    { id: segment, version: "1", before: "" },
    {
      id: segment,
      version: "1",
      before: JSON.stringify({
        ...{ name: "Mine", translations: null, description: null, descriptions: null },
        ...{ leading: false, rule: null },
      }),
    },
  ],
  "page /w/[workspace]/segments": () => [{}],
  "page /w/[workspace]/segments/new": () => [{}],
  "page /w/[workspace]/segments/[id]": ({ segment }) => [{ id: segment }, { id: segment, who: foreignWho }],
  "page /w/[workspace]/segments/[id]/edit": ({ segment }) => [{ id: segment }],
  "route GET /w/[workspace]/segments/[id]/uses": ({ segment }) => [{ id: segment }],
  "route GET /w/[workspace]/segments/preview": ({ touchpointKey }) => [
    { rule: ruleOnKind },
    { rule: JSON.stringify({ none: [{ about: "segment", op: "oneOf", value: ["canary-segment"] }] }) },
    {
      rule: JSON.stringify({
        none: [{ about: "contacts", measure: "count", touchpoint: [touchpointKey], op: "is", value: 0 }],
      }),
    },
  ],
  "action describeDraftAction": ({ importDraft, savedMapping }) => [
    { draft: importDraft, kind: "customers" },
    { draft: importDraft, kind: "customers", saved: savedMapping },
  ],
  "action discardDraftAction": ({ importDraft }) => [{ draft: importDraft }],
  "action forgetMappingAction": ({ savedMapping }) => [{ saved: savedMapping }],
  "action mapDraftAction": ({ importDraft }) => [{ draft: importDraft, "c0-target": "externalId" }],
  "action startDraftAction": ({ importDraft }) => [
    { draft: importDraft },
    { draft: importDraft, saveAs: "mine" },
  ],
  "action undoImportAction": (foreign) => [{ id: foreign.import }],
  "page /w/[workspace]/imports": () => [{}],
  "page /w/[workspace]/imports/drafts/[id]": ({ importDraft }) => [
    { id: importDraft },
    { id: importDraft, step: "mapping" },
    { id: importDraft, step: "check" },
  ],
  "page /w/[workspace]/imports/new": () => [{}],
  "route GET /w/[workspace]/imports/[id]/progress": (foreign) => [{ id: foreign.import }],
  // A file without a word about it names nothing.
  "route POST /w/[workspace]/imports/upload": () => [],
  "page /w/[workspace]/imports/[id]": (foreign) => [{ id: foreign.import }],
  "page /w/[workspace]/log": ({ customer }) => [{}, { customer }, { phone: "030 4711" }],
  "route GET /w/[workspace]/log/customers": ({ customerExternalId }) => [
    { q: canary },
    { q: customerExternalId },
    { q: "CANARY" },
  ],
  "route GET /w/[workspace]/admin/usage": ({ channelKey, touchpointKey }) => [
    { list: "channels", key: channelKey },
    { list: "touchpoints", key: touchpointKey },
  ],
  "route GET /w/[workspace]/search": () => [{ q: "canary" }],
  "route GET /w/[workspace]/admin/api-keys/export": () => [{}],
  "route GET /w/[workspace]/admin/lists/[list]/export": () => [
    { list: "departments" },
    { list: "phases", retired: "true" },
  ],
  "route GET /w/[workspace]/admin/markers/export": ({ touchpointKey }) => [{}, { touchpoint: touchpointKey }],
  "route GET /w/[workspace]/breakdown/export": ({ touchpointKey }) => [
    {},
    { by: "segment", measure: "csat", touchpoint: touchpointKey },
  ],
  "route GET /w/[workspace]/feedback/tags/export": () => [{}],
  "route GET /w/[workspace]/personas/export": () => [{}],
  "route GET /w/[workspace]/admin/audit/export": () => [{}],
  "route GET /w/[workspace]/admin/members/export": () => [{}],
  "route GET /w/[workspace]/customers/contracts/export": ofCustomers,
  "route GET /w/[workspace]/customers/export": ofCustomers,
  "route GET /w/[workspace]/customers/orders/export": ofCustomers,
  "route GET /w/[workspace]/segments/export": () => [{}],
  "route GET /w/[workspace]/feedback/export": ({ touchpointKey, channelKey }) => [
    { period: "all" },
    { period: "all", measure: "contact-nps" },
    { touchpoint: touchpointKey },
    { channel: channelKey },
  ],
  "route GET /w/[workspace]/drivers/export": ({ touchpointKey }) => [
    { period: "all" },
    { touchpoint: touchpointKey },
  ],
  "route GET /w/[workspace]/imports/export": () => [{}],
  "route GET /w/[workspace]/metrics/[metric]/export": ({ touchpointKey }) => [
    { metric: "nps", groupBy: "touchpoint" },
    { metric: "nps", touchpoint: touchpointKey },
    { metric: "churn", rule: "contract", groupBy: "plan" },
  ],
  "route GET /w/[workspace]/imports/[id]/errors": (foreign) => [{ id: foreign.import }],

  "route DELETE /api/v1/contacts/[id]": one(({ contact: id }) => id),
  "route DELETE /api/v1/contracts/[id]": one(({ contract: id }) => id),
  "route DELETE /api/v1/customers/[id]": one(({ customer }) => customer),
  "route DELETE /api/v1/feedback/[id]": one(({ feedback: id }) => id),
  "route DELETE /api/v1/orders/[id]": one(({ order: id }) => id),
  "route DELETE /api/v1/touchpoints/[id]": one(({ touchpoint }) => touchpoint),
  "route GET /api/v1/channels": list(),
  "route GET /api/v1/contacts": list(byCustomer, byCustomerName, byTouchpoint, byChannel),
  "route GET /api/v1/contacts/[id]": one(({ contact: id }) => id),
  "route GET /api/v1/contracts": list(byCustomer, byCustomerName),
  "route GET /api/v1/contracts/[id]": one(({ contract: id }) => id),
  "route GET /api/v1/customers": list(({ customerExternalId }) => ({ externalId: customerExternalId })),
  "route GET /api/v1/customers/[id]": one(({ customer }) => customer),
  "route GET /api/v1/departments": list(),
  "route GET /api/v1/feedback": list(byCustomer, byCustomerName, byTouchpoint, byChannel),
  "route GET /api/v1/feedback/[id]": one(({ feedback: id }) => id),
  "route GET /api/v1/imports": () => [{}, { limit: "500" }],
  "route GET /api/v1/imports/[id]": (foreign) => [{ id: foreign.import }],
  "route GET /api/v1/imports/[id]/errors.csv": (foreign) => [{ id: foreign.import }],
  "route GET /api/v1/markers": list(),
  "route GET /api/v1/metrics/[metric]": ({ touchpointKey, channelKey, departmentKey, productGroupKey }) => [
    { metric: "nps", groupBy: "touchpoint" },
    { metric: "nps", touchpoint: touchpointKey },
    { metric: "nps", channel: channelKey },
    { metric: "nps", department: departmentKey },
    { metric: "nps", "product-group": productGroupKey },
    { metric: "churn", rule: "contract", groupBy: "plan" },
    { metric: "churn", rule: "contract", groupBy: "reason" },
    { metric: "churn", rule: "inactivity", groupBy: "phase" },
    { metric: "retention", "product-group": productGroupKey },
    { metric: "revenue", phase: "canary-phase" },
    { metric: "repurchase" },
    { metric: "repurchase", groupBy: "product-group" },
    { metric: "conversion", groupBy: "phase" },
    { metric: "close-rate" },
    { metric: "nps", segment: "canary-segment" },
    { metric: "nps", groupBy: "segment" },
    { metric: "churn", rule: "contract", groupBy: "segment" },
  ],
  "route GET /api/v1/metrics/cohorts": ({ productGroupKey }) => [{}, { "product-group": productGroupKey }],
  "route GET /api/v1/metrics/compare": ({ touchpointKey }) => [
    { metric: "nps", "a.from": "2026-01-01", "b.from": "2026-02-01" },
    { metric: "nps", "a.touchpoint": touchpointKey, "b.from": "2026-02-01" },
  ],
  "route GET /api/v1/metrics/survival": () => [{}, { groupBy: "plan" }],
  "route GET /api/v1/moments-of-truth": list(),
  "route GET /api/v1/orders": list(byCustomer, byCustomerName),
  "route GET /api/v1/orders/[id]": one(({ order: id }) => id),
  "route GET /api/v1/phase-moves": list(byCustomer, byCustomerName),
  "route GET /api/v1/phases": list(),
  "route GET /api/v1/product-groups": list(),
  "route GET /api/v1/segments": list(),
  "route GET /api/v1/touchpoints": list(),
  "route GET /api/v1/touchpoints/[id]": one(({ touchpoint }) => touchpoint),
  "route PATCH /api/v1/contacts/[id]": one(({ contact: id }) => id, { subject: "mine now" }),
  "route PATCH /api/v1/contracts/[id]": one(({ contract: id }) => id, { plan: "mine now" }),
  "route PATCH /api/v1/customers/[id]": one(({ customer }) => customer, { name: "mine now" }),
  "route PATCH /api/v1/feedback/[id]": one(({ feedback: id }) => id, { comment: "mine now" }),
  "route PATCH /api/v1/orders/[id]": one(({ order: id }) => id, { status: "returned" }),
  "route PATCH /api/v1/touchpoints/[id]": one(({ touchpoint }) => touchpoint, { name: "mine now" }),
  "route POST /api/v1/channels": posts({ name: "Mine" }, () => ({ key: "mine" })),
  "route POST /api/v1/contacts": posts(contact, byCustomer, byCustomerName, byTouchpoint, byChannel),
  "route POST /api/v1/contracts": posts(contract, byCustomer, byCustomerName),
  "route POST /api/v1/customers": posts(
    { name: "Mine" },
    ({ customer }) => ({ externalId: "m1", company: customer }),
    ({ customerExternalId }) => ({ externalId: "m2", company: `ext:${customerExternalId}` }),
    ({ customerExternalId }) => ({ externalId: customerExternalId }),
  ),
  "route POST /api/v1/departments": posts({ name: "Mine" }, () => ({ key: "mine" })),
  "route POST /api/v1/feedback": posts(feedback, byCustomer, byCustomerName, byTouchpoint, byChannel),
  // An upload's fields name nothing of a workspace but keys; what its lines name is tested with the imports.
  "route POST /api/v1/imports": () => [],
  "route POST /api/v1/imports/[id]/undo": (foreign) => [{ id: foreign.import }],
  "route POST /api/v1/markers": posts({ on: "2026-03-01", title: "Mine" }, ({ touchpointKey }) => ({
    scope: { touchpoint: touchpointKey },
  })),
  "route POST /api/v1/moments-of-truth": posts({ name: "Mine" }, () => ({ key: "mine" })),
  "route POST /api/v1/orders": posts(order, byCustomer, byCustomerName),
  "route POST /api/v1/phase-moves": posts({ phase: "usage", at: "2026-03-01" }, byCustomer, byCustomerName),
  "route POST /api/v1/phases": posts({ name: "Mine" }, () => ({ key: "mine" })),
  "route POST /api/v1/product-groups": posts({ name: "Mine" }, () => ({ key: "mine" })),
  "route POST /api/v1/segments": posts(
    { name: "Mine", key: "mine" },
    () => ({}),
    () => ({ rule: { all: [{ about: "segment", op: "oneOf", value: ["canary-segment"] }] } }),
    ({ touchpointKey, channelKey }) => ({
      rule: {
        none: [
          {
            about: "contacts",
            measure: "count",
            touchpoint: [touchpointKey],
            channel: [channelKey],
            op: "atLeast",
            value: 1,
          },
        ],
      },
    }),
    ({ productGroupKey }) => ({
      rule: {
        all: [{ about: "orders", measure: "count", productGroup: [productGroupKey], op: "is", value: 0 }],
      },
    }),
  ),
  "route POST /api/v1/touchpoints": posts(
    { name: "Mine" },
    ({ channelKey }) => ({ key: "m1", channel: channelKey }),
    ({ departmentKey }) => ({ key: "m2", department: departmentKey }),
    ({ productGroupKey }) => ({ key: "m3", productGroup: productGroupKey }),
  ),
};
