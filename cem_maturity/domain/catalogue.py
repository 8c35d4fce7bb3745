"""All that can be wrong with a document, in words: data, hence its length."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from cem_maturity.domain.message import N_


class Severity(StrEnum):
    """Whether a document can still be used."""

    ERROR = "error"
    WARNING = "warning"


class Wording(NamedTuple):
    """How one kind of problem is told: what is wrong, and what to do."""

    what: str
    remedy: str
    severity: Severity = Severity.ERROR


CATALOGUE: Mapping[str, Wording] = {
    "file-missing": Wording(
        N_("there is no such file"),
        N_("check the path"),
    ),
    "file-not-regular": Wording(
        N_("this is a folder, a pipe or a device, not a file"),
        N_("name a file"),
    ),
    "file-unreadable": Wording(
        N_("the file cannot be read ({reason})"),
        N_("check who may read it, and the disk"),
    ),
    "file-too-large": Wording(
        N_("the file has more than 4 MiB"),
        N_("leave out what is no answer or question, or divide the file"),
    ),
    "file-not-utf-8": Wording(
        N_("the byte {byte} does not belong to a UTF-8 text"),
        N_("save the file as UTF-8"),
    ),
    "file-control-character": Wording(
        N_("the character {character} is invisible and may be taken for a command"),
        N_("delete it here"),
    ),
    "pdf-not-text": Wording(
        N_("this is a PDF, and a text is wanted here"),
        N_("where it is a report, a PDF reader saves its answers.yaml as a file: name that"),
    ),
    "pdf-too-large": Wording(
        N_("the PDF has more than 32 MiB"),
        N_("name the answers file that the report was made from"),
    ),
    "pdf-unreadable": Wording(
        N_("this PDF cannot be read; it is damaged, locked with a password, or holds too much"),
        N_("take the report as it was written, or the answers file that it was made from"),
    ),
    "pdf-without-answers": Wording(
        N_("this PDF carries no {name}"),
        N_("name the answers file itself; reports carry theirs, but for those of the kind outward"),
    ),
    "not-yaml": Wording(
        N_("this is not YAML: {detail}"),
        N_("compare with the lines around it; text with a colon, # or quotation marks goes into quotation marks"),
    ),
    "empty-file": Wording(
        N_("the file is empty"),
        N_("`cem new answers` writes one to start from"),
    ),
    "too-deep": Wording(
        N_("values stand in one another more than {most} deep"),
        N_("keep to the structure that `cem new` shows"),
    ),
    "too-many-nodes": Wording(
        N_("the file holds more than {most} values"),
        N_("divide it"),
    ),
    "too-long": Wording(
        N_("this text has more than {most} KiB"),
        N_("shorten it"),
    ),
    "anchor": Wording(
        N_("anchors such as {name} are not read"),
        N_("write the value out"),
    ),
    "alias": Wording(
        N_("references such as *{name} are not read"),
        N_("write the value out"),
    ),
    "tag": Wording(
        N_("tags such as {name} are not read"),
        N_("remove the tag"),
    ),
    "several-documents": Wording(
        N_("a second document begins here"),
        N_("keep one document a file and remove the line ---"),
    ),
    "merge-key": Wording(
        N_("merge keys (<<) are not read"),
        N_("write the keys out"),
    ),
    "duplicate-key": Wording(
        N_("{name} stands here a second time, first in line {line}"),
        N_("keep one of them"),
    ),
    "complex-key": Wording(
        N_("a key must be a simple text"),
        N_("write it as one word before a colon"),
    ),
    "unknown-key": Wording(
        N_("there is no key {name} here"),
        N_("use one of: {known}"),
    ),
    "missing-key": Wording(
        N_("{name} is missing here"),
        N_("add it"),
    ),
    "wrong-type": Wording(
        N_("expected {wanted}, not {given}"),
        N_("change the value"),
    ),
    "not-text": Wording(
        N_("expected a text, not {given}"),
        N_('put it into quotation marks: "{given}"'),
    ),
    "wrong-id": Wording(
        N_("{name} is not an id"),
        N_("use small Latin letters, digits, dot, hyphen and underscore, a letter or digit first"),
    ),
    "duplicate-id": Wording(
        N_("the id {name} stands here a second time, first in line {line}"),
        N_("give each its own id"),
    ),
    "reserved-id": Wording(
        N_("the id {name} stands for the whole organisation"),
        N_("give the dimension another id"),
    ),
    "unknown-value": Wording(
        N_("{name} is not one of the possible values"),
        N_("use one of: {known}"),
    ),
    "out-of-range": Wording(
        N_("{given} is not within {least} and {most}"),
        N_("choose a number within these bounds"),
    ),
    "weight-not-positive": Wording(
        N_("the weight {given} is not above 0"),
        N_("use a weight above 0, or leave the question out"),
    ),
    "wrong-date": Wording(
        N_("{given} is not a date"),
        N_("write it as year-month-day: 2026-11-21"),
    ),
    "wrong-time": Wording(
        N_("{given} is not a moment in time"),
        N_("write it as 2026-11-21T10:04:00Z"),
    ),
    "unknown-format": Wording(
        N_("this program does not know format {given}"),
        N_("write format: 1, or use a newer version of the program"),
    ),
    "unknown-document": Wording(
        N_("this is neither a questionnaire, nor a translation, nor answers, nor a brand"),
        N_("begin with the lines that `cem new` writes"),
    ),
    "loose-truth": Wording(
        N_("{given} is taken as {meant}"),
        N_("write {meant}"),
        Severity.WARNING,
    ),
    "unknown-base": Wording(
        N_("there is no questionnaire {name} to extend"),
        N_("name one that `cem list` shows, or put {name}.yaml beside this file"),
    ),
    "overlay-of-overlay": Wording(
        N_("{name} extends another questionnaire itself"),
        N_("extend a whole questionnaire"),
    ),
    "overlay-language": Wording(
        N_("these texts are in {given}, those of the questionnaire that is extended in {language}"),
        N_("write them in {language}, and a translation beside this file"),
    ),
    "overlaid-nothing": Wording(
        N_("{questionnaire} has no {name} to change or drop"),
        N_("use one of its ids, or say all that a new part needs"),
    ),
    "levels-out-of-order": Wording(
        N_("the levels must be 0, 1, 2 and so on; here {expected} should stand"),
        N_("put the levels in order"),
    ),
    "wrong-number-of-levels": Wording(
        N_("there must be 1 to 9 levels above 0, not {count}"),
        N_("add or remove levels"),
    ),
    "missing-descriptor": Wording(
        N_("{question} lacks a descriptor for level {level}"),
        N_("describe what that level looks like"),
    ),
    "level-out-of-scale": Wording(
        N_("there is no level {given} here"),
        N_("use a level from {least} to {most}"),
    ),
    "question-kind": Wording(
        N_("a question has either `levels` or `practice`"),
        N_("keep one of them"),
    ),
    "claimed-twice": Wording(
        N_("{name} is an earlier id of {question} already, in line {line}"),
        N_("answers to it can go to one question only; keep it where they belong"),
    ),
    "unknown-answer-set": Wording(
        N_("there is no answer set {name}"),
        N_("define it under `answer_sets` or use `degree`"),
    ),
    "answer-set-ends": Wording(
        N_("the answer set {name} lacks an option worth {value}"),
        N_("add one: the options must reach from 0 to 1"),
    ),
    "duplicate-value": Wording(
        N_("two options of {name} are worth {value}"),
        N_("give each option a value of its own"),
    ),
    "dimension-without-questions": Wording(
        N_("the dimension {name} has no questions"),
        N_("add some or remove the dimension"),
    ),
    "threshold-unreachable": Wording(
        N_("a share must be exceeded, and nothing exceeds 1"),
        N_("use a number below 1"),
    ),
    "bands-count": Wording(
        N_("there must be {most} cut points, one for each level above 0, not {count}"),
        N_("write {most} numbers"),
    ),
    "bands-order": Wording(
        N_("the cut point {given} is not above the one before it"),
        N_("write the numbers in rising order"),
    ),
    "unknown-dimension": Wording(
        N_("there is no dimension {name}"),
        N_("use one of: {known}"),
    ),
    "unasked-dimension": Wording(
        N_("the dimension {name} is missing here"),
        N_("name every dimension once"),
    ),
    "unknown-action": Wording(
        N_("there is no action {name}"),
        N_("use the id of an action of this questionnaire"),
    ),
    "action-cycle": Wording(
        N_("the action {name} needs itself, by way of {path}"),
        N_("remove one of these needs"),
    ),
    "unknown-stage": Wording(
        N_("there is no stage {name}"),
        N_("use one of: {known}"),
    ),
    "unknown-sector": Wording(
        N_("there is no sector {name}"),
        N_("use one of: {known}"),
    ),
    "unknown-name": Wording(
        N_("no role of a question and no sector is called {name}"),
        N_("use one of: {known}"),
    ),
    "unknown-fact": Wording(
        N_("a question cannot depend on {name}"),
        N_("use one of: {known}"),
    ),
    "unknown-figure": Wording(
        N_("there is no figure {name} to expect"),
        N_("use one of: {known}"),
    ),
    "example-differs": Wording(
        N_("the example {name} gives {given} for {figure}, not {expected}"),
        N_("correct the answers or what is expected"),
    ),
    "wrong-translation": Wording(
        N_("this translates {name}, not {questionnaire}"),
        N_("keep it in the folder of its questionnaire"),
    ),
    "translated-nothing": Wording(
        N_("there is no {name} to translate"),
        N_("use an id of the questionnaire"),
    ),
    "translation-outdated": Wording(
        N_("this translates version {given}, the questionnaire is {version}"),
        N_("compare the texts and set the version"),
        Severity.WARNING,
    ),
    "untranslated": Wording(
        N_("{name} is not translated; the text of the questionnaire stands in"),
        N_("translate it"),
        Severity.WARNING,
    ),
    "unknown-questionnaire": Wording(
        N_("there is no questionnaire {name}"),
        N_("use one that `cem list` shows, or give the path of its file"),
    ),
    "no-questionnaire": Wording(
        N_("the file does not say which questionnaire it answers"),
        N_("add questionnaire: {{id: cem-maturity, version: 1.0.0}}, or give --questionnaire"),
    ),
    "other-questionnaire": Wording(
        N_("these are answers to {name}, not to {questionnaire}"),
        N_("give the questionnaire that they belong to"),
    ),
    "key-to-other-questionnaire": Wording(
        N_("these are answers to {name}, and the key is one to {wanted}"),
        N_("give the key to the client that this team judged"),
    ),
    "key-to-other-client": Wording(
        N_("these are answers about {name}, and the key is one to {wanted}"),
        N_("give the key to this client, or write the client's name here as the key has it"),
    ),
    "other-version": Wording(
        N_("these are answers to version {given}, the questionnaire is {version}"),
        N_("compare the questions, then set the version here"),
    ),
    "no-version": Wording(
        N_("{name} was another question once, and the file does not say which version it answers"),
        N_("add version: {version} if it answers this one; else its own version, and run `cem migrate`"),
    ),
    "near-version": Wording(
        N_("these are answers to version {given}, the questionnaire is {version}"),
        N_("look through the questions, then set the version here"),
        Severity.WARNING,
    ),
    "other-digest": Wording(
        N_("the questionnaire has changed since these questions were answered"),
        N_("compare the questions, then remove the digest here"),
    ),
    "unknown-question": Wording(
        N_("there is no question {name} in {questionnaire}"),
        N_("use the id of a question; `cem show {questionnaire}` lists them"),
    ),
    "before-or-after": Wording(
        N_("{name} is {question} now, and another question has its id; beside {other} nobody can tell which is meant"),
        N_("give each answer the id that its question has today, and write version: {version} without a digest"),
    ),
    "answers-differ": Wording(
        N_("{name} and {other} became one question, {question}, and are answered differently (first in line {line})"),
        N_("keep the answer that holds for both"),
    ),
    "unknown-option": Wording(
        N_("{name} is not an option of {question}"),
        N_("use one of: {known}"),
    ),
    "two-states": Wording(
        N_("a question is answered, not applicable or unknown; here stands more than one of these"),
        N_("keep one of them"),
    ),
    "missing-reason": Wording(
        N_("the reason is missing"),
        N_("say why the question does not concern this organisation"),
    ),
    "needs-answer": Wording(
        N_("{name} says something about an answer, and there is none"),
        N_("give the answer, or move this into the note"),
    ),
    "note-too-long": Wording(
        N_("this note has more than {most} characters"),
        N_("shorten it"),
    ),
    "blank-answers": Wording(
        N_("these questions are blank: {questions}"),
        N_("answer them, mark them unknown or not applicable, or use --partial"),
    ),
    "own-action-without-text": Wording(
        N_("the action {name} is none of the questionnaire's and has no text of its own"),
        N_("add its text, or correct its id"),
    ),
    "no-reason": Wording(
        N_('"{given}" is no reason: it is still this organisation\'s customers who meet it'),
        N_("answer for whoever does it, or give another reason"),
    ),
    "weak-reason": Wording(
        N_('"{given}" may be no reason: who does it makes no difference to the customer'),
        N_("answer for whoever does it, unless there is another reason"),
        Severity.WARNING,
    ),
    "missing-fact": Wording(
        N_("the {name} is missing, though some questions depend on it"),
        N_("add it to the organisation"),
        Severity.WARNING,
    ),
    "wrong-colour": Wording(
        N_("{given} is not a colour"),
        N_('write # and six digits or letters from a to f, in quotation marks: "#b5432a"'),
    ),
    "colour-in-comment": Wording(
        N_("there is no colour at {name}: without quotation marks, # begins a comment"),
        N_('put it into quotation marks: "#b5432a"'),
    ),
    "low-contrast": Wording(
        N_("{given} on {ground} has a contrast of {contrast} to 1, and {use} need {least}"),
        N_("take a tone such as {better}, or another ground"),
    ),
    "ramp-count": Wording(
        N_("the ramp of the levels has six colours, not {count}"),
        N_("give one for each step, from level 0 to the highest"),
    ),
    "ramp-order": Wording(
        N_("{given} has a lightness of {lightness}, and the step before it, {before}, of {lightness_before}"),
        N_("go on by {least} or more from step to step, {way}, so that grey print tells them apart"),
    ),
    "outside-folder": Wording(
        N_("{name} is not in the folder of this file"),
        N_("put it beside this file, and write its name alone"),
    ),
    "beside-too-large": Wording(
        N_("{name} has more than {most} MiB"),
        N_("save it smaller; a logo needs no more than 2,000 pixels across"),
    ),
    "beside-broken": Wording(
        N_("{name} is damaged, or not what it says it is"),
        N_("save it again from the program that made it"),
    ),
    "logo-svg": Wording(
        N_("{name} is an SVG, which can hold scripts and fetch from elsewhere"),
        N_("save it as a PNG of about 2,000 pixels across"),
    ),
    "logo-kind": Wording(
        N_("{name} is neither a PNG nor a JPEG"),
        N_("save it as a PNG"),
    ),
    "logo-pixels": Wording(
        N_("{name} has {width} by {height} pixels, more than 16 million"),
        N_("save it smaller; 2,000 pixels across are plenty"),
    ),
    "font-kind": Wording(
        N_("{name} is neither a TrueType or OpenType font, nor one that comes with the program"),
        N_("name a file ending in .ttf or .otf, or one of: {known}"),
    ),
    "font-without-bold": Wording(
        N_("texts are set in two weights, and here is one"),
        N_("give both: text: {{regular: one.ttf, bold: other.ttf}}; for headings one is enough"),
    ),
    "font-licence": Wording(
        N_("the maker of {name} does not allow it to be embedded"),
        N_("ask for a licence that does, or take another font"),
    ),
    "wrong-link": Wording(
        N_("{given} is a link of another kind than we write"),
        N_("begin it with http://, https:// or mailto:, without blanks; in plain words put a blank after the colon"),
    ),
    "text-too-long": Wording(
        N_("this text has more than {most} characters, and its place on the page has no more"),
        N_("shorten it"),
    ),
    "too-many-lines": Wording(
        N_("there are {count} lines, and the cover has room for {most}"),
        N_("keep those by which you want to be found"),
    ),
    "mixed-questionnaires": Wording(
        N_("these are answers to {name}, those in {file} to {questionnaire}"),
        N_("merge only files that answer the same questionnaire"),
    ),
    "mixed-versions": Wording(
        N_("these are answers to version {given}, those in {file} to version {version}"),
        N_("compare the questions, then set the same version in both"),
    ),
    "mixed-organisations": Wording(
        N_("the {name} of the organisation is {given} here and {other} in {file}"),
        N_("correct one of them, or merge only files on the same organisation"),
    ),
    "same-respondent": Wording(
        N_("{name} answers in {file} too, and not the same: {differing}"),
        N_("keep the file that counts; if these are two people, give one of them another id under respondents"),
    ),
    "two-consensuses": Wording(
        N_("the consensus on {name} is another one in {file}"),
        N_("agree on one of them, or let each group be a respondent"),
    ),
    "two-judgements": Wording(
        N_("the touchpoint {name} is judged differently in {file}"),
        N_("keep one judgement, or give them different names"),
    ),
    "two-plans": Wording(
        N_("the action {name} stands differently in {file}"),
        N_("keep one of the two lines"),
    ),
    "no-format": Wording(
        N_("the format is missing"),
        N_("add the line format: 1"),
        Severity.WARNING,
    ),
    "newer-template": Wording(
        N_("this template is written for version {given} of what templates are given; here it is {current}"),
        N_("use a newer version of the program"),
    ),
    "older-template": Wording(
        N_("this template is written for version {given} of what templates are given; here it is {current}"),
        N_("see in docs/templates.md what has changed, then write format: {current}"),
        Severity.WARNING,
    ),
    "template-fault": Wording(
        N_("the template stops here: {detail}"),
        N_("docs/templates.md lists what a template is given and what it may do"),
    ),
    "template-outside": Wording(
        N_("this leads out of the template's folder"),
        N_("put a copy of the file here"),
    ),
    "template-too-large": Wording(
        N_("the folder holds more than {most} templates and fonts"),
        N_("keep in it only what belongs to the template"),
    ),
    "no-report": Wording(
        N_("no report was made on these answers"),
        N_("{why}"),
    ),
    "report-in-the-way": Wording(
        N_("no report was made on these answers: a file that is none of ours stands in its place, {name}"),
        N_("move that file away, or choose another folder"),
    ),
    "changed-meanwhile": Wording(
        N_("no report was made on these answers: the file was changed while they were judged"),
        N_("run the same command again"),
    ),
    "worker-died": Wording(
        N_("nothing came of this file"),
        N_("{why}"),
    ),
}
"""Every code that a Problem can carry. Codes are stable: scripts rely on them."""
