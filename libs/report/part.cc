#include "libs/report/part.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/deflate/deflate.h"

namespace creditproof::report {

std::string Ref(int number) { return absl::StrCat(number, " 0 R"); }

Part PlainStream(absl::string_view entries, std::string bytes) {
  return {absl::StrCat("<<", entries, ">>"), std::move(bytes)};
}

Part DeflatedStream(absl::string_view entries, absl::string_view bytes,
                    int level) {
  return {absl::StrCat("<<", entries, "/Filter/FlateDecode>>"),
          deflate::Deflate(bytes, level)};
}

}  // namespace creditproof::report
