#include "libs/report/file_writer.h"

#include "absl/strings/str_cat.h"

namespace creditproof::report {
namespace {

// By hand: a file has hundreds of entries, and a formatter takes longer over
// them than over all else.
void AppendEntry(std::string& table, std::size_t offset) {
  constexpr std::size_t kDigits = 10;
  const std::size_t end = table.size() + kDigits;
  table += "0000000000 00000 n \n";
  for (std::size_t at = end; offset != 0; offset /= 10) {
    table[--at] = static_cast<char>('0' + offset % 10);
  }
}

}  // namespace

int ObjectBytes::Add(const Part& part) {
  const int number = Reserve();
  Write(number, part);
  return number;
}

int ObjectBytes::Reserve() {
  offsets.push_back(0);
  return static_cast<int>(offsets.size());
}

void ObjectBytes::Write(int number, const Part& part) {
  offsets[static_cast<std::size_t>(number) - 1] = bytes.size();
  absl::StrAppend(&bytes, number, " 0 obj\n");
  if (part.stream.has_value()) {
    const absl::string_view open = absl::string_view(part.dictionary)
                                       .substr(0, part.dictionary.size() - 2);
    absl::StrAppend(&bytes, open, "/Length ", part.stream->size(),
                    ">>\nstream\n", *part.stream, "\nendstream\nendobj\n");
  } else {
    absl::StrAppend(&bytes, part.dictionary, "\nendobj\n");
  }
}

void ObjectBytes::Finish(absl::string_view trailer) {
  const std::size_t table = bytes.size();
  const int size = next();
  absl::StrAppend(&bytes, "xref\n0 ", size, "\n0000000000 65535 f \n");
  for (const std::size_t offset : offsets) AppendEntry(bytes, offset);
  absl::StrAppend(&bytes, "trailer\n<<", trailer, "/Size ", size,
                  ">>\nstartxref\n", table, "\n%%EOF\n");
}

}  // namespace creditproof::report
