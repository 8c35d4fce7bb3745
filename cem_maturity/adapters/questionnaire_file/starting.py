"""A questionnaire to start from."""

STARTING_POINT = """\
# A questionnaire. Change it piece by piece; `cem check` says what does not fit, and where.
# Ids are small Latin letters, digits, dots and hyphens. Keep them once answers exist.
format: 1
id: my-questionnaire
version: 1.0.0
language: en                # of the texts below
title: My questionnaire
description: What it is about, in one or two sentences.
source: Where the model comes from, and what is our own.

# The levels that an organisation can be at: 0 and 1 to 9 above it.
levels:
  - level: 0
    name: Nothing yet
    view: How a company at this level sees the matter.
    actions:                # what a company at this level does next
      - id: first-step
        text: What to do first.
        effort: 1           # 1 to 5
        impact: 4           # 1 to 5
        owner: who does it
        horizon: 30d        # 30d, 90d, 180d or 1y
  - level: 1
    name: Begun
  - level: 2
    name: Established

# The answers that practices can have; `degree` (never, sometimes, mostly, always) is there without being named.
answer_sets:
  coverage:                 # one option is worth 0 and one is worth 1
    - {id: none, value: 0, text: Nowhere}
    - {id: some, value: 1/2, text: In some units}
    - {id: all, value: 1, text: Everywhere}

dimensions:
  - id: voice
    title: Customers' voice
    questions:
      # A question with a description of every level.
      - id: voice.channels
        text: How do you hear your customers?
        why: Why it is asked; it is read aloud.
        probes: ["Show me the last time that you did."]
        evidence: [a list of channels]
        roles: [front-line]
        levels:
          0: Nobody asks customers.
          1: Single teams ask now and then.
          2: Customers are asked at every touchpoint, by plan.
        actions:            # under the level that they lead to
          1:
            - {id: ask-ten, text: Ask ten customers., effort: 1, impact: 3, horizon: 30d}
          2:
            - {id: ask-everywhere, text: Plan the asking., effort: 3, impact: 4, horizon: 90d, needs: [ask-ten]}

      # A practice: one statement that belongs to a level.
      - id: voice.loop
        text: Customers learn what came of their words.
        practice: 2
        answers: coverage
        actions:
          - {id: tell-them, text: Tell ten customers what came of it., effort: 1, impact: 4, horizon: 30d}

# Your own checks; `cem check` runs them.
examples:
  - {name: nothing there, answers: {voice.channels: 0, voice.loop: none}, expect: {level: 0, index: 0}}
  - {name: all there, answers: {voice.channels: 2, voice.loop: all}, expect: {level: 2, index: 2}}
"""
