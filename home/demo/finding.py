"""By what visitors of the demo find a condition: places on the body, and symptoms."""

# slug: (name, what else visitors call it, regions of the drawn body), from head to toe
BODY_AREAS = {
    "head": ("Head", ["Skull", "Temples", "Forehead", "Back of the head"], ["head", "face"]),
    "neck": ("Neck", ["Nape", "Throat side"], ["neck"]),
    "shoulders": ("Shoulders", ["Shoulder blades", "Between the shoulders"], ["shoulder"]),
    "hands": ("Hands and wrists", ["Fingers", "Thumb", "Wrist"], ["hand"]),
    "belly": ("Lower belly", ["Tummy", "Abdomen", "Pelvis", "Groin"], ["pelvis"]),
    "lower-back": ("Lower back", ["Lumbar spine", "Small of the back", "Loin"], ["lower_back"]),
    "buttocks-and-hips": ("Buttocks and hips", ["Bum", "Backside", "Hip joint"], ["buttock"]),
    "legs": ("Legs", ["Thigh", "Calf", "Hamstring", "Shin"], ["thigh", "lower_leg"]),
    "knees": ("Knees", ["Kneecap"], ["knee"]),
    "feet": ("Feet", ["Toes", "Sole", "Ankle"], ["foot"]),
}

# slug: (name, what else visitors call it)
SYMPTOMS = {
    "leg-pain": ("Pain down the leg", ["Shooting leg pain", "Pain running down my leg"]),
    "pins-and-needles": ("Pins and needles", ["Tingling", "Prickling", "Paraesthesia"]),
    "numbness": ("Numbness", ["Numb leg", "No feeling"]),
    "back-ache": ("Aching back", ["Sore back", "Back hurts", "Bad back"]),
    "stiffness": ("Stiffness", ["Stiff joints", "Stiff in the morning", "Cannot bend"]),
    "worse-when-sitting": ("Pain that is worse when you sit", ["Hurts to sit", "Hurts to drive"]),
    "muscle-spasm": ("Muscle spasm", ["Back spasm", "Seized up", "Locked"]),
    "swollen-joints": ("Swollen joints", ["Puffy fingers", "Swelling"]),
    "creaking-joints": ("Creaking joints", ["Grinding", "Clicking", "Crunching"]),
    "cannot-turn-head": ("Cannot turn your head", ["Crick in the neck", "Wry neck"]),
    "headache": ("Headache", ["Sore head", "Pressure in the head", "Tight band round the head"]),
    "tight-shoulders": ("Tight shoulders", ["Knots in the shoulders", "Tense shoulders"]),
    "cramps": ("Cramps", ["Tummy cramps", "Cramping"]),
    "cannot-fall-asleep": ("Cannot fall asleep", ["Lying awake", "Racing mind at night"]),
    "waking-at-night": ("Waking at night", ["Waking too early", "Broken sleep"]),
    "tiredness": ("Tired during the day", ["Exhausted", "Fatigue", "No energy"]),
}
