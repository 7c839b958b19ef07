// Text-format protobuf that people write.
#pragma once

#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace creditproof::base {

// Where the fields of a text stand in it.
class TextPlaces {
 public:
  // Such as `line 3, column 5` for the field at `path`, such as `names.site` or
  // `counting_kinds[2]`, the first being 0; of a list in brackets, where that
  // begins. For one that is not there, of the message that lacks it, which for
  // the outermost is the text's last line. Columns count characters.
  std::string Of(absl::string_view path) const;

 private:
  friend absl::Status ParseText(absl::string_view, google::protobuf::Message&,
                                TextPlaces*);

  std::string text_;
  google::protobuf::TextFormat::ParseInfoTree tree_;
  const google::protobuf::Descriptor* type_ = nullptr;
  int last_line_ = 0;
};

// Reads `text` into `message`. Fails with INVALID_ARGUMENT, naming line and
// column of the first error: a field that is not known, or there twice, too.
// Fills `places` in, unless null.
absl::Status ParseText(absl::string_view text,
                       google::protobuf::Message& message,
                       TextPlaces* places = nullptr);

}  // namespace creditproof::base
