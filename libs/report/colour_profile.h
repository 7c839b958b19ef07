// The colour space that the page's colours are meant in.
#pragma once

#include <string>

namespace creditproof::report {

// An ICC profile (ICC.1:2001-04, version 2.4) of sRGB (IEC 61966-2-1).
std::string SrgbProfile();

}  // namespace creditproof::report
