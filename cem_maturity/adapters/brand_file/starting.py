"""A brand to start from."""

STARTING_POINT = """\
# A brand: whose report it is, and how it looks. `cem check` says what does not fit, and where;
# `cem report acme.yaml --brand brand.yaml` uses it.
format: 1
name: My house              # on the cover; any text may be one for each language: {en: …, ru: …, fa: …}

# A PNG or JPEG beside this file, at most 2 MiB; 2,000 pixels across are plenty.
# logo: logo.png

# A # begins a comment, so colours stand in quotation marks, as # and six small digits.
colours:
  accent: "#b5432a"         # what stands out; needs a contrast of 4.5 to the paper
  # accent_text: "#8f3521"  # where the accent is too pale for words: 4.5 here, 3 is enough for the accent then
  # ink: "#16202a"          # words, 4.5 to the paper
  # paper: "#ffffff"
  # The levels, from 0 to the highest, each clearly darker than the one before it:
  # levels: ["#eef1f3", "#d2dde4", "#a8bfcc", "#6f94a9", "#3a6781", "#123b56"]

# A font that comes with the program, Noto Sans or Vazirmatn, or your own .ttf or .otf beside this file.
# One that lacks the letters of a language is not used in it.
fonts:
  text: Noto Sans
  # text: {regular: own-regular.ttf, bold: own-bold.ttf}
  # head: own-head.ttf      # headings, if they have a font of their own

footer: Confidential        # at the foot of every page
disclaimer: This report was prepared for the organisation that it names, and for nobody else.
contact:                    # up to four lines on the cover; http, https and mailto become links
  - https://www.example.com
  - mailto:hello@example.com
page: a4                    # or letter
"""
