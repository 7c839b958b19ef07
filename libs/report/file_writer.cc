#include "libs/report/file_writer.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace creditproof::report {

int ObjectBytes::Add(const Part& part) {
  const int number = next();
  offsets.push_back(bytes.size());
  absl::StrAppend(&bytes, number, " 0 obj\n");
  if (part.stream.has_value()) {
    const absl::string_view open = absl::string_view(part.dictionary)
                                       .substr(0, part.dictionary.size() - 2);
    absl::StrAppend(&bytes, open, "/Length ", part.stream->size(),
                    ">>\nstream\n", *part.stream, "\nendstream\nendobj\n");
  } else {
    absl::StrAppend(&bytes, part.dictionary, "\nendobj\n");
  }
  return number;
}

void ObjectBytes::Finish(absl::string_view trailer) {
  const std::size_t table = bytes.size();
  const int size = next();
  absl::StrAppend(&bytes, "xref\n0 ", size, "\n0000000000 65535 f \n");
  for (const std::size_t offset : offsets) {
    absl::StrAppendFormat(&bytes, "%010d 00000 n \n", offset);
  }
  absl::StrAppend(&bytes, "trailer\n<<", trailer, "/Size ", size,
                  ">>\nstartxref\n", table, "\n%%EOF\n");
}

}  // namespace creditproof::report
