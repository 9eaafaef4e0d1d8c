"use client";

import { Button, Dropdown, toast } from "@heroui/react";
import { Image as ImageIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { type MapPicture, useMapDrawing } from "./use-map-drawing";

/** The map as a picture for a slide, or on one page of paper. */
export function PictureMenu({ picture }: { picture: MapPicture }) {
  const t = useTranslations("journey");
  const draw = useMapDrawing(picture);

  async function save() {
    try {
      const { svg, width, height } = draw();
      const blob = await asPng(svg, width, height);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${t("file")}.png`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch {
      toast.danger(t("noPicture"));
    }
  }

  return (
    <Dropdown>
      <Button variant="outline" className="gap-1.5">
        <ImageIcon aria-hidden="true" />
        {t("picture")}
      </Button>
      <Dropdown.Popover placement="bottom end" className="min-w-56">
        <Dropdown.Menu
          aria-label={t("picture")}
          onAction={(key) => {
            if (key === "png") void save();
            // The menu has to be gone before the page is printed.
            else setTimeout(() => window.print(), 300);
          }}
        >
          <Dropdown.Item id="png">{t("asPicture")}</Dropdown.Item>
          <Dropdown.Item id="pdf">{t("asPage")}</Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}

/** Twice as many dots as the drawing has points, so that it stays sharp on a wall. */
const sharpness = 2;

async function asPng(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image(width, height);
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * sharpness;
    canvas.height = height * sharpness;
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("No canvas.");
    pen.scale(sharpness, sharpness);
    pen.drawImage(image, 0, 0, width, height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("No picture."))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
