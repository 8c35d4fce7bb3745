  /* Text as it is compared: any digits, letters of either Arabic keyboard, marks and joints left out. */
  const folded = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200b-\u200f\u061c\u2066-\u2069]/g, "")
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
      .replace(/\u064a|\u0649/g, "\u06cc")
      .replace(/\u0643/g, "\u06a9")
      .toLowerCase();

  const number = (text) => {
    const digits = folded(text).replace(/[,\u066b]/g, ".").replace(/\u2212/g, "-").replace(/[^-.0-9]/g, "");
    return digits === "" || Number.isNaN(Number(digits)) ? null : Number(digits);
  };
