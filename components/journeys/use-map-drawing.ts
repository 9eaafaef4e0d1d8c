"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { drawMap } from "./draw-map";
import { fontFamily, type Measure } from "./pen";
import type { MapView } from "./prepare-map";

export type MapPicture = {
  view: MapView;
  side: "as-is" | "to-be";
  period: string;
  /** The period compared with. */
  against: string | null;
};

/** Draws the map as it stands, with its words in the reader's language; only where there is a browser. */
export function useMapDrawing({ view, side, period, against }: MapPicture) {
  const t = useTranslations("journey");
  return useMemo(
    () => () =>
      drawMap(
        view,
        {
          title: t("titleOf", { who: view.title }),
          lead: view.sentence,
          period: `${t(`sides.${side}`)} · ${period}`,
          lanes: {
            curve: t(`curve.${view.curve}`),
            touchpoints: t("lanes.touchpoints"),
            does: t("lanes.does"),
            thinks: t("lanes.thinks"),
            fears: t("lanes.fears"),
            process: t("lanes.process"),
            owners: t("lanes.owners"),
            measures: t("lanes.measures"),
          },
          high: t(`curve.${view.curve}High`),
          low: t(`curve.${view.curve}Low`),
          legend: {
            now: t(`legend.now.${view.curve}`),
            wish: t("legend.wish"),
            before: against ?? "",
            moment: t("legend.moment"),
            few: t("legend.few"),
            gap: t("legend.gap"),
          },
          expected: (value) => t("expected", { value }),
          nobodyResponsible: t("nobodyResponsible"),
          alsoHere: (names) => t("alsoHere", { names }),
        },
        measured(),
      ),
    [view, side, period, against, t],
  );
}

/** Which letters a picture is written in depends on what is installed; so each text is measured in them. */
function measured(): Measure {
  const paper = document.createElement("canvas").getContext("2d");
  if (!paper) throw new Error("This browser draws no pictures.");
  return (text, { size, weight = 400 }) => {
    paper.font = `${weight} ${size}px ${fontFamily}`;
    return paper.measureText(text).width;
  };
}
