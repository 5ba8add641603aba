"""假摄像头 / A camera that shows one picture: a film made of one frame for Chromium's fake device."""

from __future__ import annotations

import random
from pathlib import Path

import qrcode
from PIL import Image, ImageEnhance, ImageFilter

SIZE = (640, 480)
FRAMES = 10


def frame(text: str, how: str = "plain") -> Image.Image:
    """A code on a desk: plain, tilted by 17°, or dim (small, dark, noisy and out of focus)."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_Q)
    code.add_data(text)
    side = 200 if how == "dim" else 300
    drawn = code.make_image().get_image().convert("RGB").resize((side, side))
    if how == "tilted":
        drawn = drawn.rotate(17, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    desk = Image.new("RGB", SIZE, (200, 196, 188))
    desk.paste(drawn, ((SIZE[0] - drawn.width) // 2, (SIZE[1] - drawn.height) // 2))
    return _dimmed(desk) if how == "dim" else desk


def _dimmed(picture: Image.Image) -> Image.Image:
    dark = ImageEnhance.Brightness(picture.filter(ImageFilter.GaussianBlur(1.2))).enhance(0.35)
    noise = Image.frombytes("L", SIZE, random.Random(4).randbytes(SIZE[0] * SIZE[1]))
    return Image.blend(dark, noise.convert("RGB"), 0.12)


def film(path: Path, text: str, how: str = "plain") -> Path:
    """Motion JPEG: the same picture over and over, as Chromium's fake device plays it."""
    with path.open("wb") as file:
        for _ in range(FRAMES):
            frame(text, how).save(file, "JPEG", quality=90)
    return path
