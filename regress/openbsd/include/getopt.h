/* getopt_long(3) */

#ifndef OPENBSD_GETOPT_H
#define OPENBSD_GETOPT_H

struct option {
	const char	*name;
	int		 has_arg;
	int		*flag;
	int		 val;
};

#define no_argument		0
#define required_argument	1
#define optional_argument	2

int	 getopt_long(int, char *const *, const char *, const struct option *,
	    int *);
int	 getopt_long_only(int, char *const *, const char *,
	    const struct option *, int *);

extern char	*optarg;
extern int	 opterr;
extern int	 optind;
extern int	 optopt;
extern int	 optreset;

#endif
