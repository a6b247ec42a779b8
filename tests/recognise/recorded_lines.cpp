#include "support.h"

namespace atagande::recognise {

const std::vector<RecordedLine>& recorded_lines() {
  static const std::vector<RecordedLine> lines = {
      {"plain", "a4d7160e859c4b7b", "Tillsammans gör vi torget tryggare under hela året."},
      {"unscaled", "56dc8850601d1383", "\"Grannar, föreningar och butiker ses varje månad"},
      {"noisy", "5e1c2266e2b403ca", "Belysningen vid gångvägen ses över senast i maj 2031."},
      {"fax", "98e08070c8af489a", "Öppet hus ordnas två gånger per termin"},
      {"inverted", "a05397392837001e", "Så här följer vi upp arbetet"},
      {"colour", "7d3d70f7b82d0df9", "Åtgärder på Ängsvägen: 3 vandringar, 12 möten"},
      {"large", "a3edb7b72acc299d", "Kontakta oss (vardagar 8-16)"},
      {"halved", "3335a34666d2cb86", "Alla barn ska känna sig trygga"},
      {"doubled", "fb45686480eb7c5e", "Hälsningar från Svalöv"},
      {"short", "1cd824a9fe9e0161", "TAR"},
      {"smudge", "0e594a6b2cb20042", ""},
      {"wide_gap", "691a39b824948d4b", "\"Kommunstyrelsen —  Lokalpolisområdet"},
  };
  return lines;
}

}  // namespace atagande::recognise
