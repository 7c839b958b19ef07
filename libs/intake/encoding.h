// The encodings of department files.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/intake/raw_rows.h"

struct UConverter;

namespace creditproof::intake {

// Turns text in GB 18030 into UTF-8. Not thread-safe.
class Gb18030Decoder {
 public:
  Gb18030Decoder();

  // False for bytes that are not GB 18030; `text` then has U+FFFD in their
  // place. Characters that the 2005 edition had in private use come out as the
  // 2022 edition has them.
  bool Decode(absl::string_view bytes, std::string& text);

 private:
  struct Close {
    void operator()(UConverter* converter) const;
  };
  std::unique_ptr<UConverter, Close> converter_;
  std::u16string units_;
};

// Decides how a file is written and decodes its rows. Not thread-safe.
class RowDecoder {
 public:
  // `had_bom`: the file starts with the byte order mark of UTF-8.
  explicit RowDecoder(bool had_bom);

  // The text of `row` in UTF-8, and whether every byte of it was text; if not,
  // with U+FFFD for what was none. The view lives until the next call, or as
  // long as `row`. The first row with more than ASCII decides the encoding:
  // UTF-8 when it is valid as such, else GB 18030, of which GBK and ASCII are
  // parts.
  struct Decoded {
    absl::string_view text;
    bool valid;
  };
  Decoded Decode(absl::string_view row);

  // kUtf8 while nothing but ASCII was seen.
  Encoding encoding() const { return encoding_.value_or(Encoding::kUtf8); }

 private:
  std::optional<Encoding> encoding_;
  Gb18030Decoder gb18030_;
  std::string text_;
};

}  // namespace creditproof::intake
