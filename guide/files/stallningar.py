from collections import Counter

import remiss

rows = remiss.positions(referral="SOU 2031:14", kind="yttrande")
print(Counter(row["verdict"] for row in rows if row["focus_area"] == "helhet"))
