"""What a brand looks like, as JSON Schema 2020-12 for editors and validators."""

from cem_maturity.application.json_schema import (
    DIALECT,
    Json,
    Schema,
    a_choice,
    a_list,
    a_reference,
    a_text,
    an_object,
    or_nothing,
)
from cem_maturity.application.language import languages
from cem_maturity.domain.brand import STEPS, BundledFont, PageSize


def brand_schema() -> Schema:
    """The schema of a brand (contract.md §6); what a colour or a file is good for, `cem check` says."""
    colour = a_reference("colour")
    words = a_reference("words")
    colours = an_object(
        {
            "accent": colour,
            "accent_text": or_nothing(colour),
            "ink": or_nothing(colour),
            "paper": or_nothing(colour),
            "levels": or_nothing({**a_list(colour), "minItems": STEPS, "maxItems": STEPS}),
        },
        ("accent",),
    )
    file: Json = {"type": "string", "pattern": "\\.[OoTt][Tt][Ff]$", "description": "A font beside this file."}
    font: Json = {
        "anyOf": [a_choice(BundledFont), file, an_object({"regular": file, "bold": or_nothing(file)}, ("regular",))]
    }
    whole = an_object(
        {
            "format": {"const": 1},
            "name": words,
            "logo": or_nothing(a_text("A PNG or JPEG beside this file.")),
            "colours": or_nothing(colours),
            "fonts": or_nothing(an_object({"text": or_nothing(font), "head": or_nothing(font)})),
            "footer": or_nothing(words),
            "disclaimer": or_nothing(words),
            "contact": or_nothing(a_list(words)),
            "page": or_nothing(a_choice(PageSize)),
        },
        ("format", "name"),
    )
    by_language = an_object({code: or_nothing(a_text()) for code in languages()})
    definitions: Schema = {
        "colour": {"type": "string", "pattern": "^#[0-9a-f]{6}$"},
        "words": {"anyOf": [a_text(), by_language], "description": "For all, or for each language."},
    }
    return {"$schema": DIALECT, "title": "cem-maturity brand", **whole, "$defs": definitions}
